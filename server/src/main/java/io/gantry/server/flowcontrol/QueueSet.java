package io.gantry.server.flowcontrol;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Who waits for a seat of a priority level, and who is next: fair queuing for server requests, after KEP-1040 and Kubernetes' {@code
 * fairqueuing/queueset}. Not thread-safe, starts nothing, and is told what time it is, in nanoseconds of a monotonic clock.
 *
 * <p>Each flow has a hand of queues; a new request joins the one of them with the least work. The virtual time {@code R} is the work, in
 * seats times nanoseconds, that a queue would have got if all active ones were served bit by bit in turn. Each queue has the {@code R} at
 * which its oldest request would start; next is the request that would finish first. How long a request takes is not known before: it
 * counts as {@link #ASSUMED_NANOS}, and its queue is corrected when it has ended.
 *
 * <p>A queue exists as long as somebody waits in it or somebody from it is served. Who finds a seat while nobody waits ({@link
 * Seats#takeAtOnce}) comes past the queues and is charged to none: at that moment nobody is kept waiting by it.
 *
 * @param <T> who waits
 */
final class QueueSet<T> {
    /** Kubernetes' guess of a request's service time. */
    static final long ASSUMED_NANOS = 3_000_000;

    /** Somebody in a queue, and then on a seat. */
    static final class Ticket<T> {
        final T who;
        final SeatEstimate estimate;
        final long arrivedNanos;
        private final Queue<T> queue;
        private final double arrivedAt;
        private long startedNanos;

        private Ticket(T who, SeatEstimate estimate, long arrivedNanos, Queue<T> queue, double arrivedAt) {
            this.who = who;
            this.estimate = estimate;
            this.arrivedNanos = arrivedNanos;
            this.queue = queue;
            this.arrivedAt = arrivedAt;
        }

        private double work() {
            return estimate.work(ASSUMED_NANOS);
        }
    }

    private static final class Queue<T> {
        final int index;
        /** In the order in which they came. */
        final LinkedHashSet<Ticket<T>> waiting = new LinkedHashSet<>();

        double waitingWork;
        int seatsInUse;
        int served;
        /** The virtual time at which the oldest one starts. */
        double start;

        Queue(int index, double start) {
            this.index = index;
            this.start = start;
        }

        /** A queue that could not use its share must not save it up: nobody starts before he came. */
        void bound() {
            if (!waiting.isEmpty()) {
                start = Math.max(start, waiting.getFirst().arrivedAt);
            }
        }
    }

    /**
     * A queue to look at.
     *
     * @param start the virtual time at which its oldest request starts, in seats times nanoseconds
     * @param work what its waiting requests need, in the same unit
     */
    record View<T>(int index, List<Ticket<T>> waiting, int served, int seatsInUse, double start, double work) {}

    private final Seats seats;
    private QueueShape shape;
    private final NavigableMap<Integer, Queue<T>> active = new TreeMap<>();
    private double virtualTime;
    private long lastNanos;
    /** Of all queues: taken, and waited for. */
    private int seatsWanted;

    private int waiting;
    private int lastServed = -1;
    private int arrivals;

    QueueSet(Seats seats, QueueShape shape, long now) {
        this.seats = seats;
        this.shape = shape;
        this.lastNanos = now;
    }

    /** From now on flows have hands of this shape; who waits in a queue beyond it is still served from there. */
    void reshape(QueueShape wanted) {
        shape = wanted;
    }

    QueueShape shape() {
        return shape;
    }

    /** How many wait. */
    int waiting() {
        return waiting;
    }

    /**
     * Puts somebody into a queue; null when it is full.
     *
     * @param hash of the flow ({@link ShuffleSharding#hash})
     */
    @Nullable
    Ticket<T> offer(T who, SeatEstimate estimate, long hash, long now) {
        advance(now);
        int index = leastWork(hash);
        Queue<T> queue = active.get(index);
        if (queue == null) {
            queue = new Queue<>(index, virtualTime);
            active.put(index, queue);
        } else if (queue.waiting.size() >= shape.lengthLimit()) {
            return null;
        }
        Ticket<T> ticket = new Ticket<>(who, estimate, now, queue, virtualTime);
        queue.waiting.add(ticket);
        queue.waitingWork += ticket.work();
        queue.bound();
        seatsWanted += estimate.seats();
        waiting++;
        seats.waitFor(estimate.seats(), now);
        return ticket;
    }

    /** Takes who is next out of the queue and onto a seat; null when nobody waits, or there is no seat for who is next. */
    @Nullable
    Ticket<T> next(long now) {
        advance(now);
        // Of equals it is the turn of the first one behind the last that was served.
        Queue<T> best = earliest(active.tailMap(lastServed, false), null);
        best = earliest(active.headMap(lastServed, true), best);
        if (best == null) {
            return null;
        }
        Ticket<T> ticket = best.waiting.getFirst();
        if (!seats.takeInTurn(ticket.estimate.seats())) {
            return null;
        }
        remove(ticket);
        best.served++;
        best.seatsInUse += ticket.estimate.seats();
        best.start += ticket.work();
        best.bound();
        ticket.startedNanos = now;
        lastServed = best.index;
        return ticket;
    }

    /** Who waits goes away; false when it had got a seat already. */
    boolean withdraw(Ticket<T> ticket, long now) {
        advance(now);
        if (!ticket.queue.waiting.contains(ticket)) {
            return false;
        }
        remove(ticket);
        seatsWanted -= ticket.estimate.seats();
        seats.giveUp(ticket.estimate.seats(), now);
        ticket.queue.bound();
        dropIfIdle(ticket.queue);
        return true;
    }

    /** Who was on a seat has been served: now it is known how long it took. The seats stay taken until {@link #vacated}. */
    void served(Ticket<T> ticket, long now) {
        advance(now);
        long actual = now - ticket.startedNanos;
        ticket.queue.start -= (double) ticket.estimate.initialSeats() * (ASSUMED_NANOS - actual);
        ticket.queue.bound();
    }

    /** The seats of who was served are free. */
    void vacated(Ticket<T> ticket, long now) {
        advance(now);
        Queue<T> queue = ticket.queue;
        queue.served--;
        queue.seatsInUse -= ticket.estimate.seats();
        seatsWanted -= ticket.estimate.seats();
        dropIfIdle(queue);
        seats.give(ticket.estimate.seats(), now);
    }

    /** The queues in which somebody waits or from which somebody is served. */
    List<View<T>> views() {
        List<View<T>> views = new ArrayList<>(active.size());
        for (Queue<T> queue : active.values()) {
            views.add(new View<>(
                    queue.index,
                    List.copyOf(queue.waiting),
                    queue.served,
                    queue.seatsInUse,
                    queue.start,
                    queue.waitingWork));
        }
        return views;
    }

    private void remove(Ticket<T> ticket) {
        Queue<T> queue = ticket.queue;
        queue.waiting.remove(ticket);
        queue.waitingWork = queue.waiting.isEmpty() ? 0 : queue.waitingWork - ticket.work();
        waiting--;
    }

    private void dropIfIdle(Queue<T> queue) {
        if (queue.waiting.isEmpty() && queue.served == 0) {
            active.remove(queue.index);
        }
    }

    /** Virtual time goes as fast as each active queue gets work, if all of them share the seats that are wanted and there. */
    private void advance(long now) {
        long passed = now - lastNanos;
        lastNanos = now;
        if (active.isEmpty()) {
            virtualTime = 0; // nothing refers to it: it need never grow beyond what a double can tell apart
        } else if (passed > 0) {
            virtualTime += (double) passed * Math.min(seatsWanted, seats.limit()) / active.size();
        }
    }

    private int leastWork(long hash) {
        int[] hand = ShuffleSharding.deal(hash, shape.queues(), shape.handSize());
        int first = Math.floorMod(arrivals++, hand.length); // flows with overlapping hands begin at different places
        int best = -1;
        double least = Double.MAX_VALUE;
        for (int i = 0; i < hand.length; i++) {
            int index = hand[(first + i) % hand.length];
            Queue<T> queue = active.get(index);
            double work = queue == null ? 0 : queue.waitingWork;
            if (work < least) {
                least = work;
                best = index;
            }
        }
        return best;
    }

    private @Nullable Queue<T> earliest(NavigableMap<Integer, Queue<T>> queues, @Nullable Queue<T> others) {
        Queue<T> best = others;
        double earliest = best == null
                ? Double.MAX_VALUE
                : best.start + best.waiting.getFirst().work();
        for (Queue<T> queue : queues.values()) {
            if (!queue.waiting.isEmpty()) {
                double finish = queue.start + queue.waiting.getFirst().work();
                if (finish < earliest) {
                    earliest = finish;
                    best = queue;
                }
            }
        }
        return best;
    }
}
