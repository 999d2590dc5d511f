package io.gantry.bench;

import io.gantry.base.Time;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * What a bench may use.
 *
 * @param home the folder with the launcher script
 */
public record Context(Path home, Time time, boolean withPeers) {
    /** Tells the user what is being done; goes to standard error, so that standard output holds results only. */
    public void say(String line) {
        System.err.println("  " + line);
    }

    /** An empty directory on the disk that data directories lie on, not in memory. */
    public Path scratch(String name) throws IOException {
        var parent = home.resolve(".gantry/bench");
        Files.createDirectories(parent);
        return Files.createTempDirectory(parent, name + "-");
    }

    public static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
