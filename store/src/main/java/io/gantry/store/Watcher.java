package io.gantry.store;

import java.time.Duration;
import java.util.List;

/**
 * A cursor over the changes of the keys under one prefix: every change after the start revision, once, in order.
 *
 * <p>A watcher holds no queue of its own, it reads a log that all watchers share. One that falls behind what the log
 * still has gets {@link CompactedException} from its next {@code poll} or {@code await} and must start over from a
 * snapshot. Changes are shown only once {@link Store#snapshot()} has them as well.
 *
 * <p>Threading: one consumer at a time; {@link #close} from any thread.
 */
public interface Watcher<V> extends AutoCloseable {
    String prefix();

    /**
     * The next changes, without waiting; empty when there are none now. At most {@link #MAX_BATCH} at a time.
     *
     * @throws CompactedException when changes it has not returned are gone
     * @throws StoreUnavailableException when the store is closed and everything has been returned
     * @throws java.util.concurrent.CancellationException when the watcher is closed
     */
    List<Change<V>> poll();

    /**
     * The next changes, waiting for them up to {@code timeout}; empty after that, sometimes before. Throws as
     * {@link #poll()} does; when another thread closes the watcher, that ends the wait.
     */
    List<Change<V>> await(Duration timeout) throws InterruptedException;

    /**
     * Every change of this prefix up to this revision has been returned: what a bookmark says. It advances while other
     * keys change, too. Ask it on the consumer's thread.
     */
    long progressRevision();

    /**
     * Sets what is called when changes may have come after {@link #poll()} returned an empty list; once per such poll.
     * It is called from the store's notifying thread (in a {@link MemoryStore}, from a writer's), so it must be short
     * and must not block: hand over to an event loop or an executor. Also called when the store closes. When changes
     * are already waiting, it is called at once from here.
     */
    void onReady(Runnable callback);

    /** Ends the watch and a waiting {@link #await}. */
    @Override
    void close();

    /** The most changes that one {@link #poll} returns. */
    int MAX_BATCH = 1000;
}
