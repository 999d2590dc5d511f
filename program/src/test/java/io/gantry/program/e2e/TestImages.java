package io.gantry.program.e2e;

import io.gantry.node.image.DebianImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The images that the manifests name, made once and kept under target/. */
final class TestImages {
    static final List<String> NAMES = List.of("busybox", "nginx:1.7.9", "nginx:1.9.1");
    private static final Path KEPT = Path.of("target", "e2e-images");

    private TestImages() {}

    static synchronized List<Path> archives() throws IOException, InterruptedException {
        Files.createDirectories(KEPT);
        var archives = new ArrayList<Path>();
        for (var name : NAMES) {
            var archive = KEPT.resolve(name.replace(':', '_') + ".tar").toAbsolutePath();
            if (!Files.exists(archive)) {
                var fresh = KEPT.resolve("new.tar");
                DebianImage.write(name, fresh);
                Files.move(fresh, archive);
            }
            archives.add(archive);
        }
        return archives;
    }
}
