package io.gantry.server.api;

import io.gantry.base.Cancellable;
import io.gantry.base.Time;
import io.gantry.server.edge.Exchange;
import io.gantry.server.edge.LastingResponse;
import io.gantry.server.edge.ResponseStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A watch after its beginning: it sends what has come when it is told that something has. */
final class LastingWatch implements LastingResponse {
    /** Frames that are there together are sent as one piece of about this size. */
    private static final int PIECE_BYTES = 16 * 1024;
    /** After so many pieces the others of the connection have their turn. */
    private static final int PIECES = 16;

    private final Time time;
    private final Exchange exchange;
    private final ResponseStream out;
    private final WatchEvents<?> events;
    private final Runnable atEnd;
    private final Runnable wake;
    private Cancellable timer = () -> {};
    private long timerDue;
    /** Nothing more has come, and {@link #wake} is run when something does. */
    private boolean drained;

    private LastingWatch(Time time, Exchange exchange, ResponseStream out, WatchEvents<?> events, Runnable atEnd) {
        this.time = time;
        this.exchange = exchange;
        this.out = out;
        this.events = events;
        this.atEnd = atEnd;
        this.timerDue = time.nanoTime();
        this.wake = exchange.goOn(this, events.mayWait());
    }

    /**
     * Goes on with {@code events} when the running handler has returned, and closes them at the end.
     *
     * @param atEnd run when the watch is over
     */
    static void begin(Time time, Exchange exchange, ResponseStream out, WatchEvents<?> events, Runnable atEnd) {
        LastingWatch watch = new LastingWatch(time, exchange, out, events, atEnd);
        events.onReady(watch.wake);
    }

    @Override
    public boolean turn() throws IOException {
        for (int pieces = 0; pieces < PIECES; pieces++) {
            if (exchange.closed()) {
                return false;
            }
            if (!out.hasRoom(wake)) {
                return true;
            }
            byte[] piece = piece();
            if (piece != null) {
                out.send(piece);
            }
            if (drained) {
                wakeWhenDue();
                return !events.over();
            }
        }
        wake.run();
        return true;
    }

    private byte @Nullable [] piece() {
        byte[] first = poll();
        byte[] next = first == null || first.length >= PIECE_BYTES ? null : poll();
        if (first == null || next == null) {
            return first;
        }
        ByteArrayOutputStream joined = new ByteArrayOutputStream(2 * (first.length + next.length));
        joined.writeBytes(first);
        while (next != null) {
            joined.writeBytes(next);
            next = joined.size() >= PIECE_BYTES ? null : poll();
        }
        return joined.toByteArray();
    }

    private byte @Nullable [] poll() {
        byte[] frame = events.poll();
        drained = frame == null;
        return frame;
    }

    private void wakeWhenDue() {
        long due = events.due();
        if (due != timerDue) {
            timer.close();
            timerDue = due;
            timer = time.schedule(Duration.ofNanos(due - time.nanoTime()), wake);
        }
    }

    @Override
    public void ended() {
        timer.close();
        events.close();
        atEnd.run();
    }
}
