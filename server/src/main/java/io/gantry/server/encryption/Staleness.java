package io.gantry.server.encryption;

import io.gantry.base.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Which entries would be stored in another way today than they are. Of an entry that was outdated when the store was loaded
 * that is remembered; of all others it follows from the revision they were written at, since it is known which way was in
 * use until which revision. Where it cannot be known an entry counts as outdated: it is written once too often. Thread-safe.
 */
final class Staleness {
    /** After a change, writes that were encrypted before it may still be on their way to the store for so long. */
    static final Duration ON_THE_WAY = Duration.ofSeconds(10);
    /** Older ones are forgotten: what was written in them counts as outdated. */
    private static final int ERAS = 16;

    /**
     * A time in which nothing changed.
     *
     * @param rules null when they are forgotten
     * @param keys the keys of KMS providers, by what their values begin with
     * @param last the last revision that may have been written in it; {@link Long#MAX_VALUE} while that is not known
     */
    private record Era(@Nullable Rules rules, Map<Sealer, String> keys, long last) {
        /** How values of this key were stored. */
        @Nullable
        String way(String key) {
            if (rules == null) {
                return null;
            }
            Scheme scheme = rules.of(key).schemes().getFirst();
            Sealer sealer = scheme.sealer;
            return sealer == null ? "" : scheme.way(keys.getOrDefault(sealer, ""));
        }
    }

    private final Time time;
    private final Map<String, Long> loaded = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private volatile List<Era> past = List.of();
    private final AtomicLong newest = new AtomicLong();

    Staleness(Time time) {
        this.time = time;
    }

    /** To be called when the store is loaded. */
    void outdated(String key, long modRevision) {
        loaded.put(key, modRevision);
    }

    /** To be called with each revision that the store has or gets. */
    void committed(long revision) {
        newest.accumulateAndGet(revision, Math::max);
    }

    /** To be called before values are stored in another way than these rules say now. */
    void changes(Rules rules) {
        Map<Sealer, String> keys = new HashMap<>();
        rules.providers().forEach(provider -> keys.put(provider, provider.version()));
        Era ended = new Era(rules, keys, Long.MAX_VALUE);
        lock.lock();
        try {
            List<Era> eras = new ArrayList<>(past);
            eras.add(ended);
            if (eras.size() > ERAS) {
                eras.removeFirst();
                eras.set(0, new Era(null, Map.of(), eras.getFirst().last()));
            }
            past = List.copyOf(eras);
        } finally {
            lock.unlock();
        }
        time.schedule(ON_THE_WAY, () -> close(ended));
    }

    private void close(Era ended) {
        lock.lock();
        try {
            past = past.stream()
                    .map(era -> era.equals(ended) ? new Era(era.rules(), era.keys(), newest.get()) : era)
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    /** @param now what values are stored by today */
    boolean isStale(String key, long modRevision, Rules now) {
        Long revision = loaded.get(key);
        if (revision != null && revision == modRevision) {
            return true;
        }
        List<Era> eras = past;
        if (eras.isEmpty()) {
            return false;
        }
        String today = now.of(key).schemes().getFirst().way();
        for (Era era : eras) {
            if (modRevision <= era.last()) {
                if (!today.equals(era.way(key))) {
                    return true;
                }
                if (era.last() != Long.MAX_VALUE) {
                    return false;
                }
            }
        }
        return false;
    }
}
