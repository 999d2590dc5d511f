package io.gantry.server.flowcontrol;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * How many seats a priority level could have used in a period of time. Thread-safe; noting a change takes no lock.
 *
 * <p>With {@code d(t)} for the demand, the integral of {@code d} over the period is {@code T * d(T)} less the sum of all changes, each
 * times its moment; the same holds for the square of {@code d}. So that changes can be added in any order.
 */
final class SeatDemand {
    /**
     * @param average over time, in seats
     * @param deviation the standard deviation over time, in seats
     * @param high the most that there was, in seats
     */
    record Observed(double average, double deviation, int high) {}

    private final long began;
    private final LongAdder changes = new LongAdder();
    private final LongAdder squares = new LongAdder();
    private final AtomicInteger high;

    /** @param began by the monotonic clock, in nanoseconds */
    SeatDemand(long began, int demand) {
        this.began = began;
        this.high = new AtomicInteger(demand);
    }

    void changed(int before, int after, long now) {
        long moment = now - began;
        changes.add((after - before) * moment);
        squares.add(((long) after * after - (long) before * before) * moment);
        if (after > high.get()) {
            high.accumulateAndGet(after, Math::max);
        }
    }

    /** What was seen until now; {@code demand} is the present one. */
    Observed observed(int demand, long now) {
        long duration = now - began;
        if (duration <= 0) {
            return new Observed(demand, 0, high.get());
        }
        double average = Math.clamp(demand - (double) changes.sum() / duration, 0, high.get());
        double square = (double) demand * demand - (double) squares.sum() / duration;
        return new Observed(average, Math.sqrt(Math.max(0, square - average * average)), high.get());
    }
}
