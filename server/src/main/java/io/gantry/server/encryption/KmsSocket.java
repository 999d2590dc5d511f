package io.gantry.server.encryption;

import java.nio.file.Path;

/** Where a KMS plugin listens. */
sealed interface KmsSocket {
    /** A socket in the file system, whose rights say who may connect. */
    record File(Path path) implements KmsSocket {}

    /**
     * A name in Linux's abstract namespace, which no file stands for. Whoever shares the network namespace may take or use it.
     *
     * @param name without the {@code @} that stands for the zero byte before it
     */
    record Abstract(String name) implements KmsSocket {}

    /** @param path of an endpoint, with its leading slash; {@code /@} begins an abstract name */
    static KmsSocket of(String path) {
        return path.startsWith("/@") ? new Abstract(path.substring(2)) : new File(Path.of(path));
    }
}
