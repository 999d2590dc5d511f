package io.gantry.server.flowcontrol;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The seats of one priority level: how many are taken, and how many are waited for. Thread-safe, without a lock: a request that finds
 * a seat while nobody waits pays for one atomic change.
 *
 * <p>Invariant: no seat is taken beyond the limit, except by a request alone that needs more than there are. With a limit of 0 nobody
 * gets a seat. A limit that goes down takes no seat from anybody.
 */
final class Seats {
    private static final int WAITED_FOR = 32;
    private static final long TAKEN = (1L << WAITED_FOR) - 1;

    /** Taken ones in the lower half, those that are waited for in the upper one. */
    private final AtomicLong state = new AtomicLong();

    private volatile int limit;
    private volatile SeatDemand demand;

    Seats(int limit, long now) {
        this.limit = limit;
        this.demand = new SeatDemand(now, 0);
    }

    int limit() {
        return limit;
    }

    void limit(int seats) {
        limit = seats;
    }

    int taken() {
        return (int) (state.get() & TAKEN);
    }

    boolean waitedFor() {
        return state.get() >> WAITED_FOR != 0;
    }

    /** Takes seats if they are free and nobody waits. */
    boolean takeAtOnce(int seats, long now) {
        while (true) {
            long before = state.get();
            if (before >> WAITED_FOR != 0 || !fits((int) before, seats)) {
                return false;
            }
            if (state.compareAndSet(before, before + seats)) {
                demand.changed((int) before, (int) before + seats, now);
                return true;
            }
        }
    }

    /** Takes seats whether there are any or not: for requests that are never held up. */
    void takeAnyway(int seats, long now) {
        changed(seats, now);
    }

    /** Somebody waits for seats from now on. */
    void waitFor(int seats, long now) {
        changed((long) seats << WAITED_FOR, now);
    }

    /** Who waited for seats goes without. */
    void giveUp(int seats, long now) {
        changed(-((long) seats << WAITED_FOR), now);
    }

    /** Takes seats for somebody who waits, if they are free. */
    boolean takeInTurn(int seats) {
        while (true) {
            long before = state.get();
            if (!fits((int) (before & TAKEN), seats)) {
                return false;
            }
            if (state.compareAndSet(before, before + seats - ((long) seats << WAITED_FOR))) {
                return true;
            }
        }
    }

    /** Gives taken seats back; true when somebody waits for one. */
    boolean give(int seats, long now) {
        return changed(-seats, now) >> WAITED_FOR != 0;
    }

    /** What was asked of the level since this was last called. For one thread at a time. */
    SeatDemand.Observed observe(long now) {
        SeatDemand past = demand;
        int present = demandOf(state.get());
        demand = new SeatDemand(now, present);
        return past.observed(present, now);
    }

    private boolean fits(int taken, int seats) {
        int most = limit;
        return most > 0 && (taken == 0 || taken + seats <= most);
    }

    private long changed(long change, long now) {
        long after = state.addAndGet(change);
        demand.changed(demandOf(after - change), demandOf(after), now);
        return after;
    }

    private static int demandOf(long state) {
        return (int) (state & TAKEN) + (int) (state >> WAITED_FOR);
    }
}
