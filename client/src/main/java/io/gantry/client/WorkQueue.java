package io.gantry.client;

import io.gantry.base.Backoff;
import io.gantry.base.Histogram;
import io.gantry.base.Time;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The keys that a control loop has yet to look at.
 *
 * <p>A key stands in the queue at most once, however often it is added, so the queue is bounded by the number of
 * objects. A key that is being worked on is not handed out again; if it is added meanwhile, it comes back after {@link
 * #done}. Failures of a key back off on their own. Thread-safe.
 */
public final class WorkQueue<K> implements AutoCloseable {
    private final Time time;
    private final Backoff backoff;
    private final RandomGenerator random;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<K> ready = new ArrayDeque<>();
    /** When each key was added that waits, and when the work began on those that do not, by {@link Time#nanoTime}. */
    private final Map<K, Long> waiting = new HashMap<>();

    private final Map<K, Long> working = new HashMap<>();
    private final Map<K, Integer> failures = new HashMap<>();
    /** The earliest moment, by {@link Time#nanoTime}, at which each key is to be added. */
    private final Map<K, Long> later = new HashMap<>();

    private long adds;
    private long retries;
    private @Nullable Histogram queued;
    private @Nullable Histogram worked;
    private boolean closed;

    public WorkQueue(Time time, Backoff backoff, RandomGenerator random) {
        this.time = time;
        this.backoff = backoff;
        this.random = random;
    }

    public void add(K key) {
        long now = time.nanoTime();
        lock.lock();
        try {
            if (closed || waiting.putIfAbsent(key, now) != null) {
                return;
            }
            adds++;
            later.remove(key);
            if (!working.containsKey(key)) {
                ready.add(key);
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Adds the key after a while, unless an earlier moment is planned for it already. */
    public void addAfter(K key, Duration delay) {
        if (delay.isZero() || delay.isNegative()) {
            add(key);
            return;
        }
        long at = time.nanoTime() + delay.toNanos();
        lock.lock();
        try {
            if (closed || waiting.containsKey(key)) {
                return;
            }
            retries++;
            Long planned = later.get(key);
            if (planned != null && planned - at <= 0) {
                return;
            }
            later.put(key, at);
        } finally {
            lock.unlock();
        }
        time.schedule(delay, () -> due(key, at));
    }

    private void due(K key, long at) {
        lock.lock();
        try {
            Long planned = later.get(key);
            if (planned == null || planned != at) {
                return; // added meanwhile, or planned anew
            }
            later.remove(key);
        } finally {
            lock.unlock();
        }
        add(key);
    }

    /** Adds the key after its own back-off, which grows with every call until {@link #forget}. */
    public void retry(K key) {
        int attempt;
        lock.lock();
        try {
            attempt = failures.merge(key, 1, Integer::sum);
        } finally {
            lock.unlock();
        }
        addAfter(key, backoff.delay(attempt - 1, random));
    }

    /** How often the key was retried since it was last forgotten. */
    public int retries(K key) {
        lock.lock();
        try {
            return failures.getOrDefault(key, 0);
        } finally {
            lock.unlock();
        }
    }

    /** The key went well: its back-off starts anew. */
    public void forget(K key) {
        lock.lock();
        try {
            failures.remove(key);
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a key to work on; {@code null} once the queue is closed. The caller must call {@link #done} for it. */
    public @Nullable K take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (ready.isEmpty()) {
                if (closed) {
                    return null;
                }
                changed.await();
            }
            return hand();
        } finally {
            lock.unlock();
        }
    }

    /** A key to work on, if there is one now: for loops that run on virtual time in one thread. */
    public @Nullable K poll() {
        lock.lock();
        try {
            return ready.isEmpty() ? null : hand();
        } finally {
            lock.unlock();
        }
    }

    private K hand() {
        K key = ready.remove();
        long now = time.nanoTime();
        Long added = waiting.remove(key);
        working.put(key, now);
        if (queued == null) {
            queued = QueueStatistics.histogram(); // a loop that never works has none
        }
        queued.record(added == null ? 0 : now - added);
        return key;
    }

    /** The work on a key has ended. */
    public void done(K key) {
        lock.lock();
        try {
            Long began = working.remove(key);
            if (began != null) {
                if (worked == null) {
                    worked = QueueStatistics.histogram();
                }
                worked.record(time.nanoTime() - began);
            }
            if (waiting.containsKey(key)) {
                ready.add(key);
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** @param name of the loop that works on the keys */
    public QueueStatistics statistics(String name) {
        long now = time.nanoTime();
        lock.lock();
        try {
            long unfinished = 0;
            long longest = 0;
            for (long began : working.values()) {
                unfinished += now - began;
                longest = Math.max(longest, now - began);
            }
            return new QueueStatistics(
                    name,
                    ready.size(),
                    adds,
                    retries,
                    QueueStatistics.Times.of(queued),
                    QueueStatistics.Times.of(worked),
                    unfinished,
                    longest);
        } finally {
            lock.unlock();
        }
    }

    /** How many keys wait now, without those that come later. */
    public int size() {
        lock.lock();
        try {
            return ready.size();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            ready.clear();
            waiting.clear();
            later.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
