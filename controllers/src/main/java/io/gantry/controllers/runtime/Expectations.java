package io.gantry.controllers.runtime;

import io.gantry.base.Time;
import io.gantry.client.ObjectKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What a loop has written for a key and not yet seen in its informer: until it has, the loop must not count, or it would
 * create and delete twice.
 *
 * <p>Creations are counted, announced before they are made, so that the informer may be faster than the answer. Deletions
 * are known by uid, since an object that is going away is told of more than once. An expectation that nothing meets (the
 * object came and went while a watch was broken) lapses after five minutes, as in client-go. Thread-safe.
 */
public final class Expectations {
    private static final long LAPSE_NANOS = Duration.ofMinutes(5).toNanos();

    private static final class Expected {
        int creations;
        final Set<String> deletions = new HashSet<>();
        long since;
    }

    private final Time time;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<ObjectKey, Expected> byKey = new HashMap<>();

    public Expectations(Time time) {
        this.time = time;
    }

    /** Whether everything written for the key has been seen. */
    public boolean met(ObjectKey key) {
        lock.lock();
        try {
            Expected expected = byKey.get(key);
            if (expected == null) {
                return true;
            }
            if ((expected.creations <= 0 && expected.deletions.isEmpty())
                    || time.nanoTime() - expected.since > LAPSE_NANOS) {
                byKey.remove(key);
                return true;
            }
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** When the key should be looked at again in any case, while {@link #met} says no. */
    public Duration lapse() {
        return Duration.ofNanos(LAPSE_NANOS).plusSeconds(1);
    }

    public void willCreate(ObjectKey key, int count) {
        change(key, expected -> expected.creations += count);
    }

    public void willDelete(ObjectKey key, String uid) {
        change(key, expected -> expected.deletions.add(uid));
    }

    private void change(ObjectKey key, java.util.function.Consumer<Expected> change) {
        lock.lock();
        try {
            Expected expected = byKey.computeIfAbsent(key, _ -> new Expected());
            expected.since = time.nanoTime();
            change.accept(expected);
        } finally {
            lock.unlock();
        }
    }

    /** An object of the key was seen for the first time, or could not be created. */
    public void created(ObjectKey key) {
        created(key, 1);
    }

    public void created(ObjectKey key, int count) {
        lock.lock();
        try {
            Expected expected = byKey.get(key);
            if (expected != null) {
                expected.creations -= count;
            }
        } finally {
            lock.unlock();
        }
    }

    /** An object of the key was seen to be going or gone, or could not be deleted. */
    public void deleted(ObjectKey key, String uid) {
        lock.lock();
        try {
            Expected expected = byKey.get(key);
            if (expected != null) {
                expected.deletions.remove(uid);
            }
        } finally {
            lock.unlock();
        }
    }

    public void forget(ObjectKey key) {
        lock.lock();
        try {
            byKey.remove(key);
        } finally {
            lock.unlock();
        }
    }
}
