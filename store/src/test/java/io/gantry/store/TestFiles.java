package io.gantry.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** Store directories as files. */
final class TestFiles {
    private TestFiles() {}

    /** Copies a store without its native library: it is loaded already, and its 16 MB would be most of a copy. */
    static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                var relative = from.relativize(file);
                var target = to.resolve(relative);
                if (relative.startsWith("native")) {
                    continue;
                }
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    static Path newestLog(Path directory) throws IOException {
        return newest(directory, ".log");
    }

    static Path newest(Path directory, String suffix) throws IOException {
        try (var files = Files.list(directory.resolve("db"))) {
            return files.filter(f -> f.toString().endsWith(suffix))
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
        }
    }
}
