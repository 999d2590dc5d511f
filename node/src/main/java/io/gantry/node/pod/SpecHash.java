package io.gantry.node.pod;

import io.gantry.api.core.v1.Container;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * Tells whether a container was made from the spec that holds now. Of a running pod's containers only the image can
 * change; limits are changed in place and do not count.
 */
public final class SpecHash {
    private SpecHash() {}

    /** Eight hexadecimal digits, the same in every run of the program. */
    public static String of(Container container) {
        CRC32C crc = new CRC32C();
        crc.update((container.name() + "\n" + container.image()).getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }
}
