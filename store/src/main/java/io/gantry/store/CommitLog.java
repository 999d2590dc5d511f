package io.gantry.store;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where committed transactions become durable: what the engines differ in. Used by one thread at a time.
 *
 * <p>Contract: a group that {@link #append} returned for is there after any crash. A group for which it threw is
 * there wholly or not at all, and {@link #reopen} finds out which; until then nothing may be appended.
 */
interface CommitLog extends AutoCloseable {
    /** Bytes in front of an encoded value that the log fills: create and mod revision, 8 bytes each, big endian. */
    int HEADER = 16;

    /**
     * One changed key.
     *
     * @param key UTF-8
     * @param value {@link #HEADER} bytes for the log's use and the encoded value; null for a delete
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared; its one user owns the arrays
    record LogRecord(byte[] key, byte @Nullable [] value, long createRevision, long modRevision) {}

    /** Whether values must be encoded for this log. */
    boolean keepsValues();

    /** Makes the records and the new newest revision durable, all or none. */
    void append(List<LogRecord> records, long revision) throws IOException;

    /** After a failed append: starts over from what is durable, and returns its newest revision. */
    long reopen() throws IOException;

    @Override
    void close();

    /** Keeps nothing. */
    final class None implements CommitLog {
        private long revision;

        @Override
        public boolean keepsValues() {
            return false;
        }

        @Override
        public void append(List<LogRecord> records, long newRevision) {
            revision = newRevision;
        }

        @Override
        public long reopen() {
            return revision;
        }

        @Override
        public void close() {}
    }
}
