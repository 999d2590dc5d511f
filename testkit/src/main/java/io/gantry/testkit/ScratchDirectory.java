package io.gantry.testkit;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A directory for a cluster's files that is made when the first is written and deleted at the end. Thread-safe. */
final class ScratchDirectory implements AutoCloseable {
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Path path;

    Path path() throws IOException {
        lock.lock();
        try {
            if (path == null) {
                path = Files.createTempDirectory("gantry-testkit-");
            }
            return path;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            if (path != null) {
                delete(path);
                path = null;
            }
        } finally {
            lock.unlock();
        }
    }

    static void delete(Path directory) throws IOException {
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
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
