package io.gantry.server;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder of facts and manifests that lies beside the project on some machines: {@code ../shared} of the project's
 * folder, or what {@code -Dgantry.shared=FOLDER} names. Tests that need it are skipped without it.
 */
public final class Shared {
    private Shared() {}

    /** A file or folder in it, which may be absent. */
    public static Path file(String path) {
        // Tests run in their module's folder.
        return Path.of(System.getProperty("gantry.shared", "../../shared"))
                .resolve(path)
                .toAbsolutePath()
                .normalize();
    }

    /** Ends the test as skipped when the file or folder is absent. */
    public static void assumePresent(Path file) {
        assumeTrue(Files.exists(file), () -> "not on this machine: " + file);
    }
}
