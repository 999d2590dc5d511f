package io.gantry.server.aggregation;

import io.gantry.base.SingleTimer;
import io.gantry.base.Time;
import io.gantry.server.aggregation.Link.Target;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Links to aggregated servers: one that no request uses waits for the next one, but not for long, and not many do.
 * Thread-safe.
 */
final class Upstreams implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Upstreams.class.getName());

    /** Of one target, and of all. */
    private static final int IDLE_EACH = 32;

    private static final int IDLE = 256;
    /** Less than servers wait before they close a connection that is silent: 90 s in Go. */
    private static final Duration WAIT = Duration.ofSeconds(30);

    private final Time time;
    private final SingleTimer timer;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Target, ArrayDeque<Link>> idle = new HashMap<>();
    private int count;
    private boolean closed;

    Upstreams(Time time) {
        this.time = time;
        this.timer = new SingleTimer(time);
    }

    /** @param fresh whether it must be a new link */
    Upstream open(Target target, boolean fresh) throws IOException {
        if (!fresh) {
            for (Link link = take(target); link != null; link = take(target)) {
                if (time.nanoTime() - link.idleSince < WAIT.toNanos() && link.isSilent()) {
                    return new Upstream(link, this, true);
                }
                close(link);
            }
        }
        return new Upstream(Link.open(target), this, false);
    }

    /** The one that was used last: the others may become too old. */
    private @Nullable Link take(Target target) {
        lock.lock();
        try {
            ArrayDeque<Link> links = idle.get(target);
            Link link = links == null ? null : links.pollLast();
            if (link != null) {
                count--;
            }
            if (links != null && links.isEmpty()) {
                idle.remove(target);
            }
            return link;
        } finally {
            lock.unlock();
        }
    }

    /** Takes a link over that no request uses any more. */
    void keep(Link link) {
        boolean kept = false;
        link.idleSince = time.nanoTime();
        lock.lock();
        try {
            if (!closed && count < IDLE) {
                ArrayDeque<Link> links = idle.computeIfAbsent(link.target, _ -> new ArrayDeque<>());
                if (links.size() < IDLE_EACH) {
                    links.addLast(link);
                    count++;
                    kept = true;
                }
            }
        } finally {
            lock.unlock();
        }
        if (kept) {
            timer.set(WAIT, this::tidy);
        } else {
            close(link);
        }
    }

    /** How many wait. */
    int waiting() {
        lock.lock();
        try {
            return count;
        } finally {
            lock.unlock();
        }
    }

    private void tidy() {
        close(remove(time.nanoTime() - WAIT.toNanos(), false));
        if (waiting() > 0) {
            timer.set(WAIT, this::tidy);
        }
    }

    private List<Link> remove(long before, boolean all) {
        List<Link> removed = new ArrayList<>();
        lock.lock();
        try {
            for (Iterator<ArrayDeque<Link>> each = idle.values().iterator(); each.hasNext(); ) {
                ArrayDeque<Link> links = each.next();
                while (!links.isEmpty() && (all || links.peekFirst().idleSince - before <= 0)) {
                    removed.add(links.removeFirst());
                    count--;
                }
                if (links.isEmpty()) {
                    each.remove();
                }
            }
        } finally {
            lock.unlock();
        }
        return removed;
    }

    private static void close(List<Link> links) {
        links.forEach(Upstreams::close);
    }

    private static void close(Link link) {
        try {
            link.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "closing the connection to an aggregated server", e);
        }
    }

    @Override
    public void close() {
        timer.close();
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
        close(remove(0, true));
    }
}
