package io.gantry.node.agent;

import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A file of a volume whose content comes from the API.
 *
 * @param content not to be changed by anybody
 * @param mode permission bits, 0 to 0777
 * @param owner the user whose the file is; {@code null} for root. Not looked at when files are compared: it never changes
 */
record VolumeFile(byte[] content, int mode, @Nullable Long owner) {
    VolumeFile(byte[] content, int mode) {
        this(content, mode, null);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VolumeFile that && mode == that.mode && Arrays.equals(content, that.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content) * 31 + mode;
    }

    /** Without the content, which may be a secret. */
    @Override
    public String toString() {
        return "VolumeFile[" + content.length + " bytes, mode " + HexFormat.of().toHexDigits((short) mode) + "]";
    }
}
