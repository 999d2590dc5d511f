package io.gantry.program;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** At most one process works on a data directory. The kernel gives the lock back however the process ends. */
public final class DataDirectoryLock implements AutoCloseable {
    private final FileChannel channel;

    private DataDirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Empty when another process has it. */
    public static Optional<DataDirectoryLock> tryTake(Layout layout) throws IOException {
        var channel = FileChannel.open(layout.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            channel.close();
            return Optional.empty();
        }
        return Optional.of(new DataDirectoryLock(channel));
    }

    /** Whether a process has it now. */
    public static boolean isHeld(Layout layout) throws IOException {
        if (!Files.exists(layout.lock())) {
            return false;
        }
        var taken = tryTake(layout);
        if (taken.isPresent()) {
            taken.get().close();
        }
        return taken.isEmpty();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
