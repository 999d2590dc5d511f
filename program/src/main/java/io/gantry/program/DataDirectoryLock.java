package io.gantry.program;

import io.gantry.base.Time;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** At most one process works on a data directory. The kernel gives the lock back however the process ends. */
public final class DataDirectoryLock implements AutoCloseable {
    private static final int LOOKS = 5;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

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

    /**
     * Like {@link #tryTake}, but gives a command that only looks whether the lock is held, and holds it for that moment, the
     * time to be gone.
     */
    public static Optional<DataDirectoryLock> take(Layout layout, Time time) throws IOException, InterruptedException {
        var taken = tryTake(layout);
        for (int i = 0; taken.isEmpty() && i < LOOKS; i++) {
            var over = new CountDownLatch(1);
            try (var _ = time.schedule(BETWEEN_LOOKS, over::countDown)) {
                over.await();
            }
            taken = tryTake(layout);
        }
        return taken;
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
