package io.gantry.store;

import io.gantry.base.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/**
 * The {@link Store} in a directory of this machine, on RocksDB. All of it is in memory as well; the disk is read
 * when it opens and written by group commit.
 *
 * <p>Directory: {@code lock}, {@code format} (its presence says that there is data), {@code native/} (RocksDB's
 * library), {@code db/}.
 *
 * <p>After a restart the revision goes on; watches can start at the revision at which the store opened, older ones
 * are {@link CompactedException compacted}.
 */
public final class EmbeddedStore<V> extends StoreCore<V> {
    /** What opening yields before there is a store. */
    private record Opened<V>(DirectoryLock lock, RocksLog log, Image<V> image) {}

    private final Path directory;
    private final DirectoryLock lock;
    private final RocksLog log;
    private final CommitThread<V> commitThread;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedStore(Path directory, ValueCodec<V> codec, StoreOptions options, Opened<V> opened) {
        super(codec, options, true, opened.image);
        this.directory = directory;
        this.lock = opened.lock;
        this.log = opened.log;
        this.commitThread = new CommitThread<>(this, new Committer<>(this, codec, log), options, "gantry-store");
    }

    /**
     * Opens the store in {@code directory}, creating it if there is none, and loads it into memory.
     *
     * @throws StoreOpenException when the directory is in use, damaged, of a newer format or cannot be written
     */
    public static <V> EmbeddedStore<V> open(Path directory, ValueCodec<V> codec, StoreOptions options) {
        var absolute = directory.toAbsolutePath().normalize();
        var opened = onPlatformThread(absolute, () -> openFiles(absolute, codec));
        var store = new EmbeddedStore<>(absolute, codec, options, opened);
        store.commitThread.start();
        store.startSweeping();
        return store;
    }

    public Path directory() {
        return directory;
    }

    @Override
    public long diskBytes() {
        try {
            return log.diskBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("the store's directory cannot be read", e);
        }
    }

    /**
     * Copies the store as it is now into a directory that must not exist; {@link #open} opens the copy. Writes wait
     * meanwhile: milliseconds on the same file system (the files are shared by hard links), the time to copy on
     * another.
     *
     * @throws StoreUnavailableException when the target cannot be written or the store is closed
     */
    public void backup(Path target) {
        var absolute = target.toAbsolutePath().normalize();
        var task = new Request.Task(() -> {
            try {
                Files.createDirectory(absolute);
                log.copyTo(absolute.resolve("db"));
                StoreFormat.mark(absolute);
            } catch (IOException e) {
                throw new StoreUnavailableException("the backup to " + absolute + " failed: " + e, e, false);
            }
        });
        if (!submit(task)) {
            throw closedException();
        }
        task.join();
    }

    @Override
    boolean submit(Request request) {
        return commitThread.submit(request);
    }

    @Override
    boolean submitUnlessInterrupted(Request request) throws InterruptedException {
        return commitThread.submitUnlessInterrupted(request);
    }

    @Override
    void published() {
        commitThread.published();
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        commitThread.close();
        end();
        onPlatformThread(directory, () -> {
            log.close();
            lock.close();
            return true;
        });
    }

    private static <V> Opened<V> openFiles(Path directory, ValueCodec<V> codec) throws IOException {
        Files.createDirectories(directory);
        var lock = DirectoryLock.acquire(directory);
        RocksLog log = null;
        try {
            var exists = StoreFormat.check(directory);
            NativeLibrary.load(directory);
            log = RocksLog.open(directory.resolve("db"), !exists);
            var image = new ImageLoader<>(log, codec).load();
            if (!exists) {
                StoreFormat.mark(directory);
            }
            return new Opened<>(lock, log, image);
        } catch (RocksDBException | IOException | RuntimeException e) {
            if (log != null) {
                log.close();
            }
            lock.close();
            throw openException(directory, e);
        }
    }

    private static StoreOpenException openException(Path directory, Exception e) {
        return switch (e) {
            case StoreOpenException known -> known;
            case UnreadableValueException value -> unreadable(directory, value);
            case ImageLoader.DamagedException damaged -> corrupted(directory, String.valueOf(e.getMessage()), e);
            case RocksDBException rocks when isCorruption(rocks) -> corrupted(directory, RocksLog.describe(rocks), e);
            case RocksDBException rocks -> unusable(directory, RocksLog.describe(rocks), e);
            default -> unusable(directory, e.toString(), e);
        };
    }

    private static boolean isCorruption(RocksDBException e) {
        var status = e.getStatus();
        return status != null
                && (status.getCode() == Status.Code.Corruption || status.getCode() == Status.Code.InvalidArgument);
    }

    private static StoreOpenException corrupted(Path directory, String detail, Exception cause) {
        return new StoreOpenException(
                directory,
                new Reason(
                        "Corrupted",
                        "The store in " + directory + " is damaged (" + detail
                                + "): restore the directory from a backup; nothing in it was changed."),
                cause);
    }

    private static StoreOpenException unreadable(Path directory, UnreadableValueException cause) {
        return new StoreOpenException(
                directory,
                new Reason(
                        "ValueUnreadable",
                        "The store in " + directory + " cannot be read: " + cause.getMessage()
                                + " Nothing in the store was changed."),
                cause);
    }

    private static StoreOpenException unusable(Path directory, String detail, Exception cause) {
        return new StoreOpenException(
                directory,
                new Reason(
                        "DirectoryUnusable",
                        "The store in " + directory + " cannot be opened (" + detail
                                + "): check the directory's owner, its permissions and its disk."),
                cause);
    }

    /** RocksDB would pin a virtual caller to its carrier; loading may take seconds. */
    private static <T> T onPlatformThread(Path directory, Callable<T> action) {
        if (!Thread.currentThread().isVirtual()) {
            return get(directory, action);
        }
        var task = new FutureTask<>(() -> get(directory, action));
        Thread.ofPlatform().daemon().name("gantry-store-files").start(task);
        var interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof RuntimeException runtime) {
                        throw runtime;
                    }
                    throw new IllegalStateException(e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static <T> T get(Path directory, Callable<T> action) {
        try {
            return action.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw unusable(directory, e.toString(), e);
        }
    }
}
