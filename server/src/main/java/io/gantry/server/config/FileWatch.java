package io.gantry.server.config;

import io.gantry.api.codec.DecodeException;
import io.gantry.base.Cancellable;
import io.gantry.base.Time;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a file each minute, as Kubernetes does, and hands on what is new in it. What cannot be used is logged, and changes
 * nothing. Thread-safe; one look at a time.
 */
public final class FileWatch implements Cancellable {
    private static final System.Logger LOG = System.getLogger(FileWatch.class.getName());

    private static final Duration PERIOD = Duration.ofMinutes(1);

    /** Takes a file's new content. */
    @FunctionalInterface
    public interface Use {
        /**
         * @throws DecodeException when it is wrong, and will be
         * @throws IOException when it cannot be used yet: it comes again with the next look
         */
        void use(byte[] content) throws IOException;
    }

    private final Path file;
    private final Use use;
    private final Time time;
    private final ReentrantLock lock = new ReentrantLock();
    private byte[] settled;
    private @Nullable Cancellable next;
    private boolean closed;

    private FileWatch(Path file, byte[] content, Use use, Time time) {
        this.file = file;
        this.settled = content;
        this.use = use;
        this.time = time;
    }

    /** @param content of which the caller knows already */
    public static FileWatch start(Path file, byte[] content, Use use, Time time) {
        FileWatch watch = new FileWatch(file, content.clone(), use, time);
        watch.schedule();
        return watch;
    }

    private void schedule() {
        lock.lock();
        try {
            if (!closed) {
                next = time.schedule(PERIOD, this::look);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Only one look is ever scheduled, and the next one after it: what is settled needs no lock. */
    private void look() {
        try {
            byte[] content = Files.readAllBytes(file);
            if (!Arrays.equals(content, settled)) {
                use(content);
            }
        } catch (IOException e) {
            LOG.log(Level.ERROR, () -> file + " is not used as it is now: " + e.getMessage());
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, () -> file + " is not used as it is now", e);
        } finally {
            schedule();
        }
    }

    private void use(byte[] content) throws IOException {
        try {
            use.use(content);
            LOG.log(Level.INFO, () -> file + " has changed and is used");
        } catch (DecodeException e) {
            LOG.log(
                    Level.ERROR,
                    () -> file + " has changed and is wrong, so what it said before stays: " + e.getMessage());
        }
        settled = content;
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            if (next != null) {
                next.close();
            }
        } finally {
            lock.unlock();
        }
    }
}
