package io.gantry.node.stream;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that one thread brings and another reads. Whoever brings more than the limit waits, so that a slow reader slows the
 * sender down through the connection. Thread safe.
 */
final class ByteQueue extends InputStream {
    /** As much as may wait unread: four of a terminal program's largest writes, one TCP window. */
    static final int LIMIT_BYTES = 256 * 1024;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<byte[]> chunks = new ArrayDeque<>();
    private int firstOffset;
    private int size;
    private boolean ended;
    private boolean closedByReader;
    private @Nullable IOException failure;

    /** Appends; waits while the queue is full. What comes after the end, or after the reader left, is dropped. */
    void put(byte[] bytes) throws InterruptedException {
        if (bytes.length == 0) {
            return;
        }
        lock.lockInterruptibly();
        try {
            while (size >= LIMIT_BYTES && !ended && !closedByReader) {
                changed.await();
            }
            if (ended || closedByReader) {
                return;
            }
            chunks.addLast(bytes);
            size += bytes.length;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** End of file once all is read, or {@code failure} then. The first end counts. */
    void end(@Nullable IOException failure) {
        lock.lock();
        try {
            if (!ended) {
                ended = true;
                this.failure = failure;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        lock.lock();
        try {
            while (size == 0 && !ended && !closedByReader) {
                changed.await();
            }
            if (closedByReader) {
                throw new IOException("stream is closed");
            }
            if (size == 0) {
                if (failure != null) {
                    throw new IOException(failure.getMessage(), failure);
                }
                return -1;
            }
            var read = 0;
            while (read < length && !chunks.isEmpty()) {
                var chunk = chunks.getFirst();
                var n = Math.min(length - read, chunk.length - firstOffset);
                System.arraycopy(chunk, firstOffset, target, offset + read, n);
                read += n;
                firstOffset += n;
                if (firstOffset == chunk.length) {
                    chunks.removeFirst();
                    firstOffset = 0;
                }
            }
            size -= read;
            changed.signalAll();
            return read;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new java.io.InterruptedIOException("interrupted while reading");
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int available() {
        lock.lock();
        try {
            return size;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closedByReader = true;
            chunks.clear();
            size = 0;
            firstOffset = 0;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
