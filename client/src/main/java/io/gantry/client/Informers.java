package io.gantry.client;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.base.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

/**
 * One shared informer per kind, over all namespaces, for the loops of one process.
 *
 * <p>Thread-safe. An informer asked for after {@link #start} is started at once. Whoever made this closes it.
 */
public final class Informers implements AutoCloseable {
    private final Client client;
    private final Time time;
    private final RandomGenerator random;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Kind<?>, WatchInformer<?>> byKind = new LinkedHashMap<>();
    private boolean started;
    private boolean closed;

    /** @param random spreads retries; must be safe to use from several threads unless everything runs in one */
    public Informers(Client client, Time time, RandomGenerator random) {
        this.client = client;
        this.time = time;
        this.random = random;
    }

    public Client client() {
        return client;
    }

    /** The informer of a kind: always the same one. */
    public <T extends KubeObject> Informer<T> of(Kind<T> kind) {
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("the informers are closed");
            }
            @SuppressWarnings("unchecked") // put in under its own kind, below
            WatchInformer<T> known = (WatchInformer<T>) byKind.get(kind);
            if (known != null) {
                return known;
            }
            var informer = new WatchInformer<>(client, kind, time, random);
            byKind.put(kind, informer);
            if (started) {
                informer.start();
            }
            return informer;
        } finally {
            lock.unlock();
        }
    }

    /** Ends the informer of a kind that is served no more, if there is one; its handlers are not called again. */
    public void forget(Kind<?> kind) {
        WatchInformer<?> former;
        lock.lock();
        try {
            former = byKind.remove(kind);
        } finally {
            lock.unlock();
        }
        if (former != null) {
            former.close();
        }
    }

    /** Starts all that were asked for, and from now on each that is. */
    public void start() {
        lock.lock();
        try {
            started = true;
            byKind.values().forEach(WatchInformer::start);
        } finally {
            lock.unlock();
        }
    }

    /** Waits until every informer asked for so far has handled its first list. Returns whether that is so. */
    public boolean awaitSynced(Duration timeout) throws InterruptedException {
        // Real time by intent, as in Informer.awaitSynced: it bounds a wait for other threads.
        Time real = Time.system();
        long deadline = real.nanoTime() + timeout.toNanos();
        for (WatchInformer<?> informer : all()) {
            if (!informer.awaitSynced(Duration.ofNanos(Math.max(0, deadline - real.nanoTime())))) {
                return false;
            }
        }
        return true;
    }

    /** Lets each informer do what it can without waiting; see {@link WatchInformer#poll}. Returns whether any did. */
    public boolean poll() {
        boolean any = false;
        for (WatchInformer<?> informer : all()) {
            any |= informer.poll();
        }
        return any;
    }

    private List<WatchInformer<?>> all() {
        lock.lock();
        try {
            return new ArrayList<>(byKind.values());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
        all().forEach(WatchInformer::close);
    }
}
