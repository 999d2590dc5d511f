package io.gantry.store;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * The change logs of a store by prefix, and who wakes their watchers. A log begins when it is first written or
 * watched.
 */
final class ChangeLogs<V> {
    private static final Logger LOG = System.getLogger(ChangeLogs.class.getName());

    private final ConcurrentHashMap<String, ChangeLog<V>> logs = new ConcurrentHashMap<>();
    private final UnaryOperator<String> logOf;
    private final int capacity;
    private final ValueCodec<V> codec;
    /** What compaction set; a log that begins later is empty from here on. */
    private volatile long floor;

    private volatile long notifiedRevision;

    /** @param revision the revision of the opened store: the logs know nothing before it */
    ChangeLogs(long revision, StoreOptions options, ValueCodec<V> codec) {
        this.codec = codec;
        this.logOf = options.logOf();
        this.capacity = options.changesPerLog();
        this.floor = revision;
        this.notifiedRevision = revision;
    }

    ChangeLog<V> ofKey(String key) {
        return log(logOf.apply(key));
    }

    /** The log that has every key with this prefix. */
    ChangeLog<V> ofPrefix(String prefix) {
        var name = logOf.apply(prefix);
        // A prefix lies within one log if keys far below it do.
        if (!prefix.startsWith(name) || !logOf.apply(prefix + "/a/b/c/d").equals(name)) {
            throw new IllegalArgumentException(
                    "\"" + prefix + "\" spans several change logs: watch each of them, for example one per resource");
        }
        return log(name);
    }

    private ChangeLog<V> log(String name) {
        var log = logs.get(name);
        return log != null ? log : logs.computeIfAbsent(name, n -> new ChangeLog<>(n, floor, capacity));
    }

    /** Everything up to this revision has been signalled to the watchers. */
    long notifiedRevision() {
        return notifiedRevision;
    }

    void dropOlderThan(long nanoTime, long maxAgeNanos) {
        logs.values().forEach(log -> log.dropOlderThan(nanoTime, maxAgeNanos));
    }

    void compact(long revision) {
        floor = Math.max(floor, revision);
        logs.values().forEach(log -> log.compact(revision));
    }

    /**
     * Wakes watchers for everything up to {@code published} that they have not been woken for. One thread at a
     * time.
     */
    void notifyUpTo(long published) {
        for (var log : logs.values()) {
            var sequence = log.notified();
            var end = log.end();
            while (sequence < end) {
                var change = log.get(sequence);
                if (change == null) {
                    // Dropped before anybody heard of it: its watchers must learn that they missed something.
                    var missed = sequence;
                    log.forEachWatcher(watcher -> watcher.signal(missed));
                } else if (change.revision() > published) {
                    break;
                } else if (log.hasWatchers()) {
                    signal(log, sequence, change);
                }
                log.setNotified(++sequence);
            }
        }
        notifiedRevision = published;
    }

    private void signal(ChangeLog<V> log, long sequence, Change<V> change) {
        try {
            log.signal(sequence, change, codec);
        } catch (RuntimeException e) {
            // The codec could not say which topic. Wake everybody: each asks again and gets the codec's error itself.
            LOG.log(Level.ERROR, "The topic of " + change.key() + " could not be found", e);
            log.forEachWatcher(watcher -> watcher.signal(sequence));
        }
    }

    void end() {
        logs.values().forEach(log -> log.forEachWatcher(LogWatcher::end));
    }
}
