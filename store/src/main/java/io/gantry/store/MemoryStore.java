package io.gantry.store;

import io.gantry.store.Request.Task;
import io.gantry.store.Request.Write;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A {@link Store} without a disk: for tests and simulation. Same commit path as {@link EmbeddedStore}, but without
 * threads of its own: a write commits on the writer's thread, and watchers' callbacks run there before {@code
 * write} returns (unless another writer is just running them). So a program on one thread sees everything in the
 * same order each time.
 */
public final class MemoryStore<V> extends StoreCore<V> {
    /** Held for memory operations only. */
    private final ReentrantLock commitLock = new ReentrantLock();

    private final Committer<V> committer;
    /** How many rounds of notifications are wanted; whoever raises it from 0 runs them all. */
    private final AtomicInteger notifications = new AtomicInteger();

    private boolean closed;

    private MemoryStore(ValueCodec<V> codec, StoreOptions options) {
        super(codec, options, false, new Image<>(0, EntryTree.empty()));
        this.committer = new Committer<>(this, codec, new CommitLog.None());
    }

    /** An empty store at revision 0. */
    public static <V> MemoryStore<V> open(ValueCodec<V> codec, StoreOptions options) {
        var store = new MemoryStore<>(codec, options);
        store.startSweeping();
        return store;
    }

    @Override
    @SuppressWarnings("unchecked") // only this store's writes are submitted to it
    boolean submit(Request request) {
        commitLock.lock();
        try {
            if (closed) {
                return false;
            }
            switch (request) {
                case Write<?> write -> committer.commit(List.of((Write<V>) write));
                case Task task -> task.run();
            }
        } finally {
            commitLock.unlock();
        }
        runNotifications();
        return true;
    }

    /** The notifications run after the lock is released. */
    @Override
    void published() {}

    private void runNotifications() {
        if (notifications.getAndIncrement() != 0) {
            return; // another thread, or this one further up its stack, is at it and does one more round for us
        }
        var done = 1;
        do {
            notifyWatchers();
            done = notifications.addAndGet(-done);
        } while (done != 0);
    }

    @Override
    public void close() {
        commitLock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
        } finally {
            commitLock.unlock();
        }
        runNotifications();
        end();
    }
}
