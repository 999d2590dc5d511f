package io.gantry.server.flowcontrol;

import io.gantry.base.Cancellable;
import io.gantry.base.Time;
import io.gantry.server.edge.Exchange;
import io.gantry.server.flowcontrol.QueueSet.Ticket;
import io.gantry.server.flowcontrol.RequestGate.Request;
import io.gantry.server.metrics.FlowMetrics;
import io.gantry.server.metrics.FlowMetrics.Reason;
import io.gantry.server.request.RequestTrace;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A priority level at work: lets requests in, and makes them wait. Thread-safe. The lock guards the queues alone; it is taken only when
 * somebody waits or will, and is held for no input or output.
 */
final class PriorityLevel {
    private final String name;
    private final Time time;
    private final Seats seats;
    private final ReentrantLock lock = new ReentrantLock();
    private final RetryAfter retryAfter = new RetryAfter();
    private volatile LevelPlan plan;
    private volatile DemandHistory history = DemandHistory.NONE;
    private @Nullable QueueSet<Waiter> queues;

    PriorityLevel(LevelPlan plan, Time time) {
        this.name = plan.name();
        this.time = time;
        this.plan = plan;
        // Half of what it may lend is lent before anybody knows what is wanted: as in Kubernetes.
        this.seats = new Seats(plan.nominal() - (plan.nominal() - plan.lower()) / 2, time.nanoTime());
    }

    String name() {
        return name;
    }

    LevelPlan plan() {
        return plan;
    }

    Seats seats() {
        return seats;
    }

    /** It is another one from now on; who waits stays. */
    void plan(LevelPlan wanted) {
        lock.lock();
        try {
            plan = wanted;
            QueueShape shape = wanted.shape();
            if (queues != null && shape != null) {
                queues.reshape(shape);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Looks at what was wanted since the last time, and says what it claims of all seats. For one thread at a time. */
    SeatAllocation.Claim claim() {
        history = history.then(seats.observe(time.nanoTime()));
        return history.claim(plan);
    }

    void limit(int limit) {
        seats.limit(limit);
        if (seats.waitedFor()) {
            dispatch();
        }
    }

    /** Lets a request in, after a while if need be. */
    Passage enter(FlowEntrance flow, Request request, SeatEstimate estimate)
            throws TooManyRequestsException, IOException {
        if (plan.exempt()) {
            seats.takeAnyway(estimate.seats(), time.nanoTime());
        } else if (!seats.takeAtOnce(estimate.seats(), time.nanoTime())) {
            return enterInTurn(flow, request, estimate);
        }
        flow.counts().begun(estimate.seats());
        return new Seated(flow.counts(), estimate, null);
    }

    private Passage enterInTurn(FlowEntrance flow, Request request, SeatEstimate estimate)
            throws TooManyRequestsException, IOException {
        QueueShape shape = plan.shape();
        if (shape == null) {
            throw refused(flow.counts(), Reason.CONCURRENCY_LIMIT);
        }
        Duration patience = request.patience();
        Waiter waiter = flow.waiter(request, time.now(), shape.queues() > 1);
        long hash = shape.queues() > 1 ? ShuffleSharding.hash(flow.name(), waiter.distinguisher()) : 0;
        Ticket<Waiter> ticket;
        lock.lock();
        try {
            QueueSet<Waiter> set = queues;
            if (set == null) {
                set = new QueueSet<>(seats, shape, time.nanoTime());
                queues = set;
            }
            ticket = set.offer(waiter, estimate, hash, time.nanoTime());
            if (ticket == null) {
                throw refused(flow.counts(), Reason.QUEUE_FULL);
            }
            flow.counts().queued();
            dispatchLocked();
        } finally {
            lock.unlock();
        }
        Reason reason = await(ticket, request.exchange(), patience);
        if (reason != null) {
            throw refused(flow.counts(), reason);
        }
        return new Seated(flow.counts(), estimate, ticket);
    }

    /** Null when it has got a seat. */
    private @Nullable Reason await(Ticket<Waiter> ticket, Exchange exchange, Duration patience) {
        Waiter waiter = ticket.who;
        if (waiter.decided().getCount() == 0) {
            return null;
        }
        Reason reason = Reason.TIME_OUT;
        long began = RequestTrace.begin();
        try (Cancellable _ = time.schedule(patience, waiter.decided()::countDown);
                var _ = exchange.interruptOnClose()) {
            waiter.decided().await();
        } catch (InterruptedException e) {
            reason = Reason.CANCELLED; // the client is gone, or the server drains
        }
        RequestTrace.end(RequestTrace.Phase.QUEUE, began);
        lock.lock();
        try {
            long now = time.nanoTime();
            if (queues == null || !queues.withdraw(ticket, now)) {
                return null;
            }
            waiter.counts().left(false, now - ticket.arrivedNanos);
            dispatchLocked(); // it may have been in front of somebody who needs less
            return reason;
        } finally {
            lock.unlock();
        }
    }

    private TooManyRequestsException refused(FlowMetrics.Flow counts, Reason reason) {
        counts.rejected(reason);
        return new TooManyRequestsException(retryAfter.drop(TimeUnit.NANOSECONDS.toSeconds(time.nanoTime())));
    }

    private void dispatch() {
        lock.lock();
        try {
            dispatchLocked();
        } finally {
            lock.unlock();
        }
    }

    private void dispatchLocked() {
        QueueSet<Waiter> set = queues;
        if (set == null) {
            return;
        }
        long now = time.nanoTime();
        Ticket<Waiter> next;
        while ((next = set.next(now)) != null) {
            FlowMetrics.Flow counts = next.who.counts();
            counts.left(true, now - next.arrivedNanos);
            counts.begun(next.estimate.seats());
            next.who.decided().countDown();
        }
    }

    private void served(FlowMetrics.Flow counts, SeatEstimate estimate, @Nullable Ticket<Waiter> ticket) {
        counts.ended();
        if (ticket != null) {
            lock.lock();
            try {
                if (queues != null) {
                    queues.served(ticket, time.nanoTime());
                }
            } finally {
                lock.unlock();
            }
        }
        if (estimate.extraNanos() > 0) {
            time.schedule(Duration.ofNanos(estimate.extraNanos()), () -> vacated(counts, estimate.seats(), ticket));
        } else {
            vacated(counts, estimate.seats(), ticket);
        }
    }

    private void vacated(FlowMetrics.Flow counts, int taken, @Nullable Ticket<Waiter> ticket) {
        counts.vacated(taken);
        if (ticket == null) {
            if (seats.give(taken, time.nanoTime())) {
                dispatch();
            }
            return;
        }
        lock.lock();
        try {
            if (queues != null) {
                queues.vacated(ticket, time.nanoTime());
            }
            dispatchLocked();
        } finally {
            lock.unlock();
        }
    }

    /** How many wait. */
    int waiting() {
        lock.lock();
        try {
            return queues == null ? 0 : queues.waiting();
        } finally {
            lock.unlock();
        }
    }

    /** The queues that are in use. */
    List<QueueSet.View<Waiter>> views() {
        lock.lock();
        try {
            return queues == null ? List.of() : queues.views();
        } finally {
            lock.unlock();
        }
    }

    /** A request that has its seats. */
    private final class Seated implements Passage {
        private final FlowMetrics.Flow counts;
        private final SeatEstimate estimate;
        private final @Nullable Ticket<Waiter> ticket;
        private boolean closed;

        Seated(FlowMetrics.Flow counts, SeatEstimate estimate, @Nullable Ticket<Waiter> ticket) {
            this.counts = counts;
            this.estimate = estimate;
            this.ticket = ticket;
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                served(counts, estimate, ticket);
            }
        }
    }
}
