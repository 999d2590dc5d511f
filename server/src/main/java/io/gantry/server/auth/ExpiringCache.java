package io.gantry.server.auth;

import io.gantry.base.Time;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Remembers answers for a while, those used last; no more than a number of them. Thread-safe. */
public final class ExpiringCache<V> {
    private record Entry<V>(V value, long untilNanos) {}

    private final Time time;
    private final int limit;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Entry<V>> entries = new LinkedHashMap<>(16, 0.75f, true);

    /** @param limit how many */
    public ExpiringCache(Time time, int limit) {
        this.time = time;
        this.limit = limit;
    }

    public @Nullable V get(String key) {
        lock.lock();
        try {
            Entry<V> entry = entries.get(key);
            if (entry == null) {
                return null;
            }
            if (entry.untilNanos() - time.nanoTime() <= 0) {
                entries.remove(key);
                return null;
            }
            return entry.value();
        } finally {
            lock.unlock();
        }
    }

    /** @param stands zero to remember nothing */
    public void put(String key, V value, Duration stands) {
        if (stands.isZero()) {
            return;
        }
        lock.lock();
        try {
            entries.put(key, new Entry<>(value, time.nanoTime() + stands.toNanos()));
            if (entries.size() > limit) {
                var eldest = entries.entrySet().iterator();
                eldest.next();
                eldest.remove();
            }
        } finally {
            lock.unlock();
        }
    }
}
