package io.gantry.testkit;

import io.gantry.base.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
                FileTree.delete(path);
                path = null;
            }
        } finally {
            lock.unlock();
        }
    }
}
