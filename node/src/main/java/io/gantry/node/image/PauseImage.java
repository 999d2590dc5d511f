package io.gantry.node.image;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The image of the pods' sandboxes: {@link PauseProgram} and nothing else. */
public final class PauseImage {
    /** Counts up when the program changes. The host in the name keeps a runtime from asking a registry for it. */
    public static final String NAME = "localhost/gantry/pause:1";

    private PauseImage() {}

    /** Writes the image as an archive for this machine's architecture. */
    public static void write(Path archive) throws IOException {
        var architecture = ImageArchive.hostArchitecture();
        var layer = Files.createTempFile(archive.toAbsolutePath().getParent(), "pause", ".tar");
        try {
            try (var tar = new TarWriter(new BufferedOutputStream(Files.newOutputStream(layer)))) {
                tar.file("pause", 0b111_101_101, PauseProgram.elf(architecture));
            }
            new ImageArchive(
                            NAME,
                            architecture,
                            List.of("/pause"),
                            List.of(),
                            List.of("PATH=/"),
                            List.of(),
                            "/",
                            "",
                            Map.of("io.cri-containerd.pinned", "pinned"))
                    .write(layer, archive);
        } finally {
            Files.delete(layer);
        }
    }
}
