package io.gantry.server.audit;

import io.gantry.base.BoundedQueue;
import io.gantry.base.Time;
import io.gantry.server.audit.AuditOptions.Batch;
import io.gantry.server.audit.AuditOptions.Mode;
import io.gantry.server.audit.AuditOptions.Truncate;
import io.gantry.server.metrics.AuditMetrics;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Brings events to a backend, in order, on a thread of its own. A request that waits for its event shares the write with all
 * others that wait meanwhile. Events are encoded where they come from, so that no objects are held by what waits.
 * Thread-safe.
 */
final class AuditQueue implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(AuditQueue.class.getName());

    /** How long {@link #close} waits for what is still to be written. */
    private static final Duration CLOSING = Duration.ofSeconds(5);

    /** @param written told whether the event was; null when nobody waits for it */
    private record Waiting(byte[] event, @Nullable CompletableFuture<Boolean> written) {}

    private final AuditBackend backend;
    private final Mode mode;
    private final Batch batch;
    private final @Nullable Truncate truncate;
    private final Time time;
    private final AuditMetrics metrics;
    private final BoundedQueue<Waiting> queue;
    private final LongAdder lost = new LongAdder();
    private final Pause pause;
    private final @Nullable RateLimit limit;
    private final Thread worker;

    /** @param truncate how large events may be; null for any size */
    AuditQueue(
            AuditBackend backend,
            Mode mode,
            Batch batch,
            @Nullable Truncate truncate,
            AuditMetrics metrics,
            Time time) {
        this.backend = backend;
        this.truncate = truncate;
        this.mode = mode;
        this.batch = batch;
        this.time = time;
        this.metrics = metrics;
        this.queue = new BoundedQueue<>(batch.bufferSize());
        this.pause = new Pause(time);
        this.limit = mode == Mode.BATCH && batch.throttled()
                ? new RateLimit(batch.qps(), batch.burst(), time.nanoTime())
                : null;
        this.worker =
                Thread.ofPlatform().daemon().name("audit-" + backend.name()).start(this::run);
    }

    /** Whether a request is refused when its arrival cannot be recorded. */
    boolean strict() {
        return mode == Mode.BLOCKING_STRICT;
    }

    /** Records an event; false when it is known to be lost. */
    boolean take(AuditEvent event) {
        AuditEvent small = fitting(event);
        if (small == null) {
            metrics.lost(backend.name(), 1);
            LOG.log(Level.ERROR, "An audit event is lost: event is too large to be sent");
            return true; // as in Kubernetes, this is no reason to refuse the request
        }
        byte[] encoded = backend.encode(small);
        if (mode == Mode.BATCH) {
            boolean taken = queue.offer(new Waiting(encoded, null));
            if (!taken) {
                lost.increment();
                metrics.lost(backend.name(), 1);
            }
            return taken;
        }
        CompletableFuture<Boolean> written = new CompletableFuture<>();
        return put(new Waiting(encoded, written)) && written.join();
    }

    /** Null for an event that is too large whatever is left out. */
    private @Nullable AuditEvent fitting(AuditEvent event) {
        if (truncate == null || event.size() <= truncate.maxEventSize()) {
            return event;
        }
        AuditEvent less = event.level().has(AuditLevel.REQUEST) ? event.truncated() : event;
        return less.size() <= truncate.maxEventSize() ? less : null;
    }

    /** An interrupt stays set: it means the request's own work, which is over. */
    private boolean put(Waiting waiting) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return queue.put(waiting);
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

    private void run() {
        List<Waiting> group = new ArrayList<>();
        try {
            while (next(group)) {
                write(group);
                group.clear();
            }
        } catch (InterruptedException e) {
            LOG.log(Level.WARNING, "The thread of the audit " + backend.name() + " was interrupted and ends", e);
            queue.close();
        } catch (RuntimeException | Error e) {
            // Who waits is told no, and so is everybody who comes later.
            LOG.log(Level.ERROR, "The audit " + backend.name() + " ends after an internal error", e);
            queue.close();
        } finally {
            queue.drainTo(group, Integer.MAX_VALUE);
            group.forEach(waiting -> told(waiting, false));
        }
    }

    /** Waits for events; false when the queue is closed and empty. */
    private boolean next(List<Waiting> group) throws InterruptedException {
        Waiting first = queue.take();
        if (first == null) {
            return false;
        }
        group.add(first);
        if (mode != Mode.BATCH) {
            queue.drainTo(group, batch.bufferSize());
            return true;
        }
        long deadline = time.nanoTime() + batch.maxWait().toNanos();
        while (group.size() < batch.maxSize()) {
            Waiting more = queue.poll(Duration.ofNanos(Math.max(0, deadline - time.nanoTime())));
            if (more == null) {
                break;
            }
            group.add(more);
        }
        return true;
    }

    private void write(List<Waiting> group) throws InterruptedException {
        if (limit != null) {
            Duration wait = limit.take(time.nanoTime());
            if (!wait.isZero()) {
                pause.await(wait);
            }
        }
        boolean written = false;
        try {
            backend.write(group.stream().map(Waiting::event).toList());
            written = true;
        } catch (IOException e) {
            metrics.lost(backend.name(), group.size());
            LOG.log(
                    Level.ERROR,
                    group.size() + " audit events are lost: the " + backend.name() + " failed: " + e.getMessage());
        } finally {
            for (Waiting waiting : group) {
                told(waiting, written);
            }
        }
        long dropped = lost.sumThenReset();
        if (dropped > 0) {
            LOG.log(
                    Level.ERROR,
                    dropped + " audit events are lost: they came faster than the " + backend.name()
                            + " takes them, and " + batch.bufferSize() + " were waiting already");
        }
    }

    private static void told(Waiting waiting, boolean written) {
        CompletableFuture<Boolean> who = waiting.written;
        if (who != null) {
            who.complete(written);
        }
    }

    /** Takes no more, and writes what it has, as far as that is quick. */
    @Override
    public void close() throws IOException {
        queue.close();
        pause.end();
        backend.hurry();
        try {
            if (!worker.join(CLOSING)) {
                LOG.log(
                        Level.ERROR,
                        "The audit " + backend.name() + " did not end in time: " + queue.size()
                                + " events or more are lost");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        backend.close();
    }
}
