package io.gantry.client.testing;

import io.gantry.api.KubeObject;
import io.gantry.api.status.StatusException;
import io.gantry.client.Watch;
import io.gantry.client.WatchClosedException;
import io.gantry.client.WatchEvent;
import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A cursor over a shelf's log. Thread-safe by the client's lock. */
final class MemoryWatch<T extends KubeObject> implements Watch<T> {
    private final MemoryClient client;
    private final Shelf shelf;
    private final Predicate<KubeObject> wanted;
    private long after;
    private boolean closed;

    MemoryWatch(MemoryClient client, Shelf shelf, long after, Predicate<KubeObject> wanted) {
        this.client = client;
        this.shelf = shelf;
        this.after = after;
        this.wanted = wanted;
    }

    @Override
    public @Nullable WatchEvent<T> next(Duration timeout) throws InterruptedException {
        long left = timeout.toNanos();
        client.lock.lockInterruptibly();
        try {
            while (true) {
                if (closed) {
                    throw new WatchClosedException("closed");
                }
                if (after < client.oldest) {
                    throw StatusException.expired("too old resource version: " + after + " (" + client.oldest + ")");
                }
                WatchEvent<T> event = nextNow();
                if (event != null) {
                    return event;
                }
                if (left <= 0) {
                    return null;
                }
                left = client.changed.awaitNanos(left);
            }
        } finally {
            client.lock.unlock();
        }
    }

    private @Nullable WatchEvent<T> nextNow() {
        for (int i = shelf.firstAfter(after); i < shelf.log.size(); i++) {
            Shelf.Change change = shelf.log.get(i);
            after = change.revision();
            KubeObject old = change.before();
            KubeObject now = change.after();
            boolean was = old != null && wanted.test(old);
            boolean is = now != null && wanted.test(now);
            if (was || is) {
                return event(was, is, old, now);
            }
        }
        after = Math.max(after, client.revision);
        return null;
    }

    @SuppressWarnings("unchecked") // a kind's shelf holds that kind
    private WatchEvent<T> event(boolean was, boolean is, @Nullable KubeObject old, @Nullable KubeObject now) {
        var type = !is ? WatchEvent.Type.DELETED : was ? WatchEvent.Type.MODIFIED : WatchEvent.Type.ADDED;
        return new WatchEvent<>(type, (T) (is ? now : old), Long.toString(after));
    }

    @Override
    public void close() {
        client.lock.lock();
        try {
            closed = true;
            client.watches.remove(this);
            client.changed.signalAll();
        } finally {
            client.lock.unlock();
        }
    }
}
