package io.gantry.store;

import io.gantry.base.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a second program out of a store's directory. The kernel releases the lock when the process ends, however it
 * ends; the process id in the file only serves the message.
 */
final class DirectoryLock implements AutoCloseable {
    private final FileChannel channel;

    private DirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    static DirectoryLock acquire(Path directory) {
        var file = directory.resolve("lock");
        FileChannel channel;
        try {
            channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw unusable(directory, e);
        }
        try {
            if (tryLock(channel) == null) {
                var holder = Files.readString(file).strip();
                throw new StoreOpenException(
                        directory,
                        new Reason(
                                "DirectoryLocked",
                                "The store in " + directory + " is in use by "
                                        + (holder.isEmpty() ? "another process" : "process " + holder)
                                        + ": stop it, or choose another data directory."),
                        null);
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            return new DirectoryLock(channel);
        } catch (IOException e) {
            closeQuietly(channel, e);
            throw unusable(directory, e);
        } catch (StoreOpenException e) {
            closeQuietly(channel, e);
            throw e;
        }
    }

    /** Null when another process, or another store of this one, has it. */
    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static StoreOpenException unusable(Path directory, IOException e) {
        return new StoreOpenException(
                directory,
                new Reason(
                        "DirectoryUnusable",
                        "The data directory " + directory + " cannot be written (" + e
                                + "): check its owner, its permissions and its disk."),
                e);
    }

    private static void closeQuietly(FileChannel channel, Exception reported) {
        try {
            channel.close();
        } catch (IOException e) {
            reported.addSuppressed(e);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
