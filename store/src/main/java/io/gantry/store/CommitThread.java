package io.gantry.store;

import io.gantry.base.BoundedQueue;
import io.gantry.store.Request.Task;
import io.gantry.store.Request.Write;
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
        var group = new ArrayList<Write<V>>();
        while (true) {
            Request first;
            try {
                first = queue.take();
            } catch (InterruptedException e) {
                continue; // nobody is meant to interrupt this thread; it ends when the queue is closed
            }
            if (first == null) {
                return;
            }
            waiting.add(first);
            queue.drainTo(waiting, options.batchWrites() - 1);
            var bytes = 0L;
            for (var request : waiting) {
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
            waiting.clear();
        }
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
                store.notifyWatchers();
            } else if (committing) {
                LockSupport.park(this);
            } else {
                return;
            }
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
