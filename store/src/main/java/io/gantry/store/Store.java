package io.gantry.store;

import java.time.Duration;
import java.util.List;

/**
 * A sorted map from string keys to immutable values, with one revision for all of it that grows by one with each
 * transaction that changes something (Kubernetes: the resource version), snapshots, and watches.
 *
 * <p>Promises of every engine:
 * <ul>
 *   <li>A transaction happens wholly or not at all, at one revision, if all its expectations hold.
 *   <li>Nobody sees a change before it is durable as far as the engine is: neither the writer, nor readers, nor
 *       watchers.
 *   <li>Reading takes no lock and never waits for a write.
 *   <li>After {@code write} returned, every new snapshot on any thread shows it.
 *   <li>Revisions never go back, not across a restart either.
 *   <li>Everything kept for watchers and old snapshots is bounded ({@link StoreOptions}).
 * </ul>
 *
 * <p>Thread safe. Keys are any strings without unpaired surrogates.
 */
public interface Store<V> extends AutoCloseable {
    /** The newest committed state. O(1). */
    Snapshot<V> snapshot();

    /** The newest committed revision; 0 in an empty new store. */
    default long revision() {
        return snapshot().revision();
    }

    /**
     * The state as it was at {@code revision}, which must be recent ({@link StoreOptions#historyChanges()}).
     *
     * @throws CompactedException when it is no longer kept
     * @throws RevisionNotReachedException when the store has not got there yet
     */
    Snapshot<V> snapshotAt(long revision);

    /**
     * Waits until the store has reached {@code revision}.
     *
     * @throws RevisionNotReachedException when it has not within {@code timeout}
     */
    void awaitRevision(long revision, Duration timeout) throws InterruptedException;

    /**
     * Commits one transaction and returns when it is durable and visible. Blocks; an interrupt does not call the write
     * off (it may already be on the way to disk) but stays set.
     *
     * @throws ConflictException when an expectation did not hold; nothing happened
     * @throws StoreUnavailableException when the write was refused, or when it could not be made durable: then
     *     {@link StoreUnavailableException#outcomeUnknown()} tells that it may or may not be there later
     * @throws IllegalArgumentException when a key occurs twice, cannot be stored, or a value is too large
     */
    WriteResult<V> write(List<Op<V>> ops);

    /**
     * The same, but an interrupt ends the waiting: whether the transaction is committed then is not known, and it may still
     * be later.
     *
     * @param afterwards run when the transaction that was left has been decided; on the store's own thread, so it must be
     *     short
     * @throws InterruptedException when the transaction was left, or interrupted before it was begun
     */
    WriteResult<V> writeUnlessInterrupted(List<Op<V>> ops, Runnable afterwards) throws InterruptedException;

    default WriteResult<V> write(Op<V> op) {
        return write(List.of(op));
    }

    /**
     * Watches the changes with a revision greater than {@code afterRevision} of keys that start with {@code
     * prefix}. The prefix must lie within one change log ({@link StoreOptions#logOf()}).
     *
     * @throws CompactedException when changes after that revision are gone
     * @throws RevisionNotReachedException when {@code afterRevision} is in the future: use {@link #awaitRevision}
     *     first
     */
    Watcher<V> watch(String prefix, long afterRevision);

    /**
     * As {@link #watch(String, long)}, but only the changes whose value, before or after, has the topic
     * ({@link ValueCodec#topic}). Other changes do not wake the watcher, however many such watchers there are.
     */
    Watcher<V> watch(String prefix, String topic, long afterRevision);

    /** The newest snapshot and a watcher of exactly what comes after it. */
    SnapshotAndWatch<V> snapshotAndWatch(String prefix);

    /** The oldest revision that may still be asked for: snapshots below it and changes up to it may be gone. */
    long compactedRevision();

    /** Forgets snapshots below {@code revision} and changes up to it. Returns when that is done. */
    void compact(long revision);

    /** What this store has done since it was opened. */
    StoreStatistics statistics();

    /** Bytes that the store takes on disk now; 0 for one that is not on this machine's. Reads a directory. */
    default long diskBytes() {
        return 0;
    }

    /** Finishes the writes that have begun, refuses others, ends the watchers and lets go of files. Idempotent. */
    @Override
    void close();
}
