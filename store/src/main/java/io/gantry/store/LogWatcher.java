package io.gantry.store;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A cursor over a {@link ChangeLog}.
 *
 * <p>The consumer reads the log by itself while there is something to read. When it finds nothing it parks, and
 * from then on the notifier looks at each new change for it: a change it may want moves it to "ready from that
 * sequence number". So a watcher that sleeps while other keys change costs nothing, never falls out of the log, and
 * always knows how far it has seen everything.
 *
 * <p>State, one atomic number: {@code >= 0} ready from that sequence number, or one of the negative constants.
 */
final class LogWatcher<V> implements Watcher<V> {
    private static final Logger LOG = System.getLogger(LogWatcher.class.getName());

    private static final long PARKED = -1;
    /** The consumer reads, or will: it has not yet seen an empty poll. */
    private static final long READING = -2;
    /** Like reading, and the notifier has passed a wanted change meanwhile. */
    private static final long READING_MORE = -3;

    private static final long CLOSED = -4;

    private final StoreCore<V> store;
    private final ChangeLog<V> log;
    private final String prefix;
    private final @Nullable String topic;
    private final String wakeup;
    private final AtomicLong state = new AtomicLong(READING);
    private final Waiter waiter = new Waiter();
    private volatile @Nullable Runnable onReady;
    /** Consumer's: the next sequence number to look at. */
    private long position;

    private long progress;

    LogWatcher(StoreCore<V> store, ChangeLog<V> log, String prefix, @Nullable String topic, long afterRevision) {
        this.store = store;
        this.log = log;
        this.prefix = prefix;
        this.topic = topic;
        // Wake-ups go by topic or by directory; what the watcher then finds it filters.
        var directory = prefix.substring(0, prefix.lastIndexOf('/') + 1);
        this.wakeup = topic != null
                ? ChangeLog.topicWakeup(topic)
                : directory.length() > log.prefix().length() ? directory : log.prefix();
        this.position = log.firstAfter(afterRevision);
        this.progress = afterRevision;
    }

    /** Under which name of {@link ChangeLog#signal} it is woken. */
    String wakeup() {
        return wakeup;
    }

    @Override
    public String prefix() {
        return prefix;
    }

    @Override
    public List<Change<V>> poll() {
        while (startReading()) {
            var found = read();
            if (!found.isEmpty()) {
                return found;
            }
            if (store.hasEnded()) {
                throw store.closedException();
            }
            if (state.compareAndSet(READING, PARKED)) {
                return found;
            }
            // A change came while reading, or the store or the watcher was closed: look again.
        }
        throw new CancellationException("the watcher of " + prefix + " is closed");
    }

    @Override
    public List<Change<V>> await(Duration timeout) throws InterruptedException {
        var found = poll();
        if (found.isEmpty() && waiter.await(() -> state.get() != PARKED, timeout, store.time())) {
            // Ready for a change in the same directory that may have another prefix: then this is empty, early.
            found = poll();
        }
        return found;
    }

    @Override
    public long progressRevision() {
        if (state.get() == PARKED) {
            // First the revision, then the state: still parked means that nothing wanted came up to that revision.
            var seen = store.notifiedRevision();
            if (state.get() == PARKED) {
                progress = Math.max(progress, seen);
            }
        }
        return progress;
    }

    @Override
    public void onReady(Runnable callback) {
        onReady = callback;
        if (state.get() != PARKED) {
            callback.run();
        }
    }

    @Override
    public void close() {
        if (state.getAndSet(CLOSED) != CLOSED) {
            store.statistics().watcherClosed();
        }
        log.unsubscribe(this);
        waiter.wake();
    }

    /** The notifier: a change came that this watcher may want. */
    void signal(long sequence) {
        while (true) {
            var now = state.get();
            if (now == PARKED) {
                if (state.compareAndSet(PARKED, sequence)) {
                    wake();
                    return;
                }
            } else if (now != READING || state.compareAndSet(READING, READING_MORE)) {
                return;
            }
        }
    }

    /** The store closed. What the notifier has not passed yet is still to be read. */
    void end() {
        signal(log.notified());
    }

    private void wake() {
        waiter.wake();
        var callback = onReady;
        if (callback != null) {
            try {
                callback.run();
            } catch (RuntimeException e) {
                // One watcher's callback must not keep the news from the others.
                LOG.log(Level.ERROR, "The callback of a watcher of " + prefix + " failed", e);
            }
        }
    }

    /** Leaves the parked state, taking over what the notifier found out; false when closed. */
    private boolean startReading() {
        while (true) {
            var now = state.get();
            if (now == CLOSED) {
                return false;
            }
            if (now == READING) {
                return true;
            }
            // As in progressRevision(): read before the state is found unchanged.
            var seenRevision = store.notifiedRevision();
            var seenSequence = log.notified();
            if (state.compareAndSet(now, READING)) {
                if (now == PARKED) {
                    position = Math.max(position, seenSequence);
                    progress = Math.max(progress, seenRevision);
                } else if (now >= 0) {
                    position = Math.max(position, now);
                }
                return true;
            }
        }
    }

    private List<Change<V>> read() {
        var published = store.revision();
        var end = log.end();
        var found = new ArrayList<Change<V>>();
        while (position < end) {
            var change = log.get(position);
            if (change == null) {
                throw new CompactedException(progress, log.floor());
            }
            if (change.revision() > published) {
                break;
            }
            if (found.size() == MAX_BATCH) {
                // More of this transaction may follow.
                progress = Math.max(progress, change.revision() - 1);
                return found;
            }
            if (change.key().startsWith(prefix) && (topic == null || store.hasTopic(change, topic))) {
                found.add(change);
            }
            position++;
        }
        progress = Math.max(progress, published);
        return found;
    }
}
