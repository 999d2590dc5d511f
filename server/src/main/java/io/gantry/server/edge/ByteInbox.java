package io.gantry.server.edge;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Bytes on their way from the event loop to a blocking reader: a request's body, or one direction of an upgraded
 * connection.
 *
 * <p>Bounded by credit: the event loop passes on to its client only as much room as {@link #offer} and {@link Flow} say.
 * One writer (the event loop), one reader.
 */
final class ByteInbox extends InputStream {
    /** The body of requests that have none. */
    static final ByteInbox NONE = new ByteInbox(0, ignored -> {});

    static {
        NONE.end();
    }

    /** Told about room that became free. */
    @FunctionalInterface
    interface Flow {
        /** {@code bytes} that {@link #offer} held back have been read. Called on the reader's thread. */
        void release(int bytes) throws IOException;
    }

    /** See {@link #beforeFirstRead}. */
    @FunctionalInterface
    interface FirstRead {
        void run() throws IOException;
    }

    /** Chunks that are not shorter are kept as they come. */
    private static final int SMALL = 4096;

    private int limit;
    private final Flow flow;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<byte[]> chunks = new ArrayDeque<>(2);
    private int position;
    private int buffered;
    private int heldBack;
    private boolean ended;
    private boolean discarding;
    private @Nullable IOException failure;
    private @Nullable FirstRead beforeFirstRead;

    ByteInbox(int limit, Flow flow) {
        this.limit = limit;
        this.flow = flow;
    }

    /** Runs once, on the reader's thread, before it waits for bytes: for {@code 100 Continue}. */
    void beforeFirstRead(FirstRead action) {
        beforeFirstRead = action;
    }

    /** Takes {@code chunk} over and returns of how many of its bytes the client may be given credit back at once. */
    int offer(byte[] chunk) {
        lock.lock();
        try {
            if (discarding || ended) {
                return chunk.length;
            }
            if (chunk.length > 0) {
                add(chunk);
                buffered += chunk.length;
                changed.signalAll();
            }
            if (buffered <= limit) {
                return chunk.length;
            }
            heldBack += chunk.length;
            return 0;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Adds a chunk, together with those before it that are no longer. So chunks double as the digits of a binary counter, and a
     * client that sends single bytes makes the server hold bytes instead of arrays, at the price of a few copies.
     */
    private void add(byte[] chunk) {
        byte[] joined = chunk;
        while (joined.length < SMALL && chunks.size() > (position > 0 ? 1 : 0)) {
            byte[] last = chunks.getLast();
            if (last.length > joined.length) {
                break;
            }
            chunks.removeLast();
            byte[] both = Arrays.copyOf(last, last.length + joined.length);
            System.arraycopy(joined, 0, both, last.length, joined.length);
            joined = both;
        }
        chunks.add(joined);
    }

    /** How many arrays hold what is buffered. */
    int chunks() {
        lock.lock();
        try {
            return chunks.size();
        } finally {
            lock.unlock();
        }
    }

    /** The client has sent everything. */
    void end() {
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The client went away; what came before may still be read only if the body had ended. */
    void fail(IOException cause) {
        lock.lock();
        try {
            if (!ended && failure == null) {
                failure = cause;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Drops what there is and what comes; returns the credit held back. */
    int discard() {
        lock.lock();
        try {
            discarding = true;
            chunks.clear();
            buffered = 0;
            position = 0;
            int credit = heldBack;
            heldBack = 0;
            changed.signalAll();
            return credit;
        } finally {
            lock.unlock();
        }
    }

    boolean ended() {
        lock.lock();
        try {
            return ended;
        } finally {
            lock.unlock();
        }
    }

    /** Everything, once it has come. */
    byte[] readAll(int maxBytes) throws IOException {
        startReading();
        int credit = widen(maxBytes);
        if (credit > 0) {
            flow.release(credit);
        }
        lock.lock();
        try {
            while (!ended && failure == null && !discarding && buffered <= maxBytes) {
                await();
            }
            if (buffered > maxBytes) {
                throw new BodyTooLargeException(maxBytes);
            }
            failIfBroken();
            return drain();
        } finally {
            lock.unlock();
        }
    }

    /** Lets {@code maxBytes} come without being asked for; returns the credit held back until now. */
    private int widen(int maxBytes) {
        lock.lock();
        try {
            limit = Math.max(limit, maxBytes);
            int credit = heldBack;
            heldBack = 0;
            return credit;
        } finally {
            lock.unlock();
        }
    }

    private byte[] drain() {
        if (chunks.size() == 1 && position == 0) {
            buffered = 0;
            return Objects.requireNonNull(chunks.poll());
        }
        byte[] all = new byte[buffered];
        int count = 0;
        byte[] chunk;
        while ((chunk = chunks.poll()) != null) {
            System.arraycopy(chunk, position, all, count, chunk.length - position);
            count += chunk.length - position;
            position = 0;
        }
        buffered = 0;
        return all;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, into.length);
        if (length == 0) {
            return 0;
        }
        startReading();
        int count;
        int credit = 0;
        lock.lock();
        try {
            while (chunks.isEmpty() && !ended && failure == null && !discarding) {
                await();
            }
            byte[] chunk = chunks.peek();
            if (chunk == null) {
                failIfBroken();
                return -1;
            }
            count = Math.min(length, chunk.length - position);
            System.arraycopy(chunk, position, into, offset, count);
            position += count;
            if (position == chunk.length) {
                chunks.remove();
                position = 0;
            }
            buffered -= count;
            if (heldBack > 0 && buffered <= limit / 2) {
                credit = heldBack;
                heldBack = 0;
            }
        } finally {
            lock.unlock();
        }
        if (credit > 0) {
            flow.release(credit);
        }
        return count;
    }

    @Override
    public int available() {
        lock.lock();
        try {
            return buffered;
        } finally {
            lock.unlock();
        }
    }

    private void startReading() throws IOException {
        var action = beforeFirstRead;
        if (action != null) {
            beforeFirstRead = null;
            action.run();
        }
    }

    private void failIfBroken() throws IOException {
        if (failure != null) {
            throw new IOException(failure.getMessage(), failure);
        }
    }

    @SuppressWarnings("WaitNotInLoop") // its callers loop
    private void await() throws InterruptedIOException {
        try {
            changed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (InterruptedIOException)
                    new InterruptedIOException("interrupted while waiting for the client").initCause(e);
        }
    }
}
