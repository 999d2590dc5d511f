package io.gantry.server.flowcontrol;

/**
 * What a request is expected to take.
 *
 * @param initialSeats while it is served; at least 1
 * @param finalSeats afterwards, for {@code extraNanos}: the server still sends the change to watches when the client has its answer
 * @param extraNanos how long the seats stay taken after the answer
 */
record SeatEstimate(int initialSeats, int finalSeats, long extraNanos) {
    static final SeatEstimate ONE = new SeatEstimate(1, 0, 0);

    SeatEstimate {
        if (initialSeats < 1 || finalSeats < 0 || extraNanos < 0) {
            throw new IllegalArgumentException(
                    "seats: " + initialSeats + ", then " + finalSeats + " for " + extraNanos + " ns");
        }
    }

    /** As in Kubernetes, a request keeps the larger of both numbers from its beginning to its end. */
    int seats() {
        return Math.max(initialSeats, finalSeats);
    }

    /** In seats times nanoseconds, of a request whose service takes so long. */
    double work(long serviceNanos) {
        return (double) initialSeats * serviceNanos + (double) finalSeats * extraNanos;
    }
}
