package io.gantry.store;

import io.gantry.base.BoundedQueue;
import io.gantry.store.Request.Task;
import io.gantry.store.Request.Write;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Drives a {@link Committer} on one platform thread: takes what has queued up while the last group was being
 * flushed and commits it as the next group. So the slower the disk, the larger the groups. A second thread runs the
 * notifications, so that many watchers do not delay the next group.
 *
 * <p>RocksDB's native calls pin a virtual thread to its carrier, hence platform threads, and only here.
 */
final class CommitThread<V> {
    private static final Logger LOG = System.getLogger(CommitThread.class.getName());

    private final StoreCore<V> store;
    private final Committer<V> committer;
    private final StoreOptions options;
    private final BoundedQueue<Request> queue;
    private final Thread commitThread;
    private final Thread notifyThread;
    private volatile boolean committing = true;
    /** Set when something was published; cleared by the notifying thread before it looks. */
    private volatile boolean news;

    CommitThread(StoreCore<V> store, Committer<V> committer, StoreOptions options, String name) {
        this.store = store;
        this.committer = committer;
        this.options = options;
        this.queue = new BoundedQueue<>(options.queueCapacity());
        this.commitThread = Thread.ofPlatform().daemon().name(name + "-commit").unstarted(this::commitLoop);
        this.notifyThread = Thread.ofPlatform().daemon().name(name + "-notify").unstarted(this::notifyLoop);
    }

    void start() {
        commitThread.start();
        notifyThread.start();
    }

    boolean submit(Request request) {
        var interrupted = false;
        try {
            while (true) {
                try {
                    return queue.put(request);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    boolean submitUnlessInterrupted(Request request) throws InterruptedException {
        return queue.put(request);
    }

    /** How many requests wait for the next group. */
    int queued() {
        return queue.size();
    }

    void published() {
        news = true;
        LockSupport.unpark(notifyThread);
    }

    /** Refuses new requests, finishes those queued and the notifications, and waits for both threads. */
    void close() {
        queue.close();
        joinUninterruptibly(commitThread);
        committing = false;
        LockSupport.unpark(notifyThread);
        joinUninterruptibly(notifyThread);
    }

    private void commitLoop() {
        var waiting = new ArrayList<Request>();
        try {
            while (takeTo(waiting)) {
                run(waiting);
                waiting.clear();
            }
        } catch (Throwable e) {
            // An error, like no memory, anywhere in the middle: stop rather than go on from a state that nobody knows.
            LOG.log(Level.ERROR, "The store stops after an internal error", e);
            store.fail(e);
            queue.close();
            queue.drainTo(waiting, Integer.MAX_VALUE);
            waiting.stream().filter(request -> !request.isDone()).forEach(request -> request.fail(store.stopped(true)));
            store.end();
        }
    }

    /** Waits for requests and takes what there is; false when the queue is closed and empty. */
    private boolean takeTo(List<Request> waiting) {
        while (true) {
            try {
                var first = queue.take();
                if (first == null) {
                    return false;
                }
                waiting.add(first);
                queue.drainTo(waiting, options.batchWrites() - 1);
                return true;
            } catch (InterruptedException e) {
                // Nobody is meant to interrupt this thread; it ends when the queue is closed.
                LOG.log(Level.WARNING, "The commit thread was interrupted and goes on");
            }
        }
    }

    private void run(List<Request> requests) {
        var group = new ArrayList<Write<V>>();
        var bytes = 0L;
        for (var request : requests) {
            switch (request) {
                case Write<?> write -> {
                    group.add(cast(write));
                    bytes += write.bytes;
                    if (bytes >= options.batchBytes()) {
                        commit(group);
                        bytes = 0;
                    }
                }
                case Task task -> {
                    commit(group);
                    bytes = 0;
                    task.run();
                }
            }
        }
        commit(group);
    }

    private void commit(List<Write<V>> group) {
        if (!group.isEmpty()) {
            committer.commit(group);
            group.clear();
        }
    }

    private void notifyLoop() {
        while (true) {
            if (news) {
                news = false;
                notifyWatchers();
            } else if (committing) {
                LockSupport.park(this);
            } else {
                return;
            }
        }
    }

    private void notifyWatchers() {
        try {
            store.notifyWatchers();
        } catch (Throwable e) {
            // An error in a callback, say. The others are woken with the next change.
            LOG.log(Level.ERROR, "Notifying the store's watchers failed", e);
        }
    }

    @SuppressWarnings("unchecked") // only the store's own writes are submitted to it
    private Write<V> cast(Write<?> write) {
        return (Write<V>) write;
    }

    private static void joinUninterruptibly(Thread thread) {
        var interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
