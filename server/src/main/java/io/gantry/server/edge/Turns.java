package io.gantry.server.edge;

import io.gantry.base.Time;
import io.netty.util.concurrent.EventExecutor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The turns of the lasting responses of a connection, on one virtual thread while there are any and on none otherwise.
 * What they send in one round is handed to the event loop together, and leaves in few TLS records. Thread-safe.
 *
 * <p>Many responses that are busy take turns at a pace: an event that concerns a hundred watches is mostly followed by
 * others, and what comes between two turns is sent as one piece, at a fraction of the cost. The first event after a while is
 * never held back, nor is anything while few of the connection's responses are busy.
 *
 * <p>Bounded: every exchange waits for one turn at most.
 */
final class Turns implements Runnable {
    /** After so many turns what they sent is handed over, so that the event loop need not wait for all. */
    private static final int BATCH = 64;

    /** With fewer turns than this in {@link #PACE_NANOS} nobody waits. */
    private static final int MANY = 32;

    /** A response has one turn in this time at most when there are {@link #MANY}. */
    private static final long PACE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final Outbound outbound;
    private final EventExecutor loop;
    private final Time time;
    /** Those that are ready, newest first, linked by {@link Turn#next}. */
    private final AtomicReference<@Nullable Turn> ready = new AtomicReference<>();

    private final AtomicBoolean running = new AtomicBoolean();
    /** The pause of those that were held back is over. */
    private volatile boolean paused;

    // The rest is touched while running only.

    /** Numbers the stretches of {@link #PACE_NANOS} in which turns are counted. */
    private int stretch;

    private long stretchBegan;
    private int turnsInStretch;
    /** Those that have had a turn in this stretch already, linked as {@link #ready} is. */
    private @Nullable Turn heldBack;

    /** @param loop the connection's, which ends the pauses */
    Turns(Outbound outbound, EventExecutor loop, Time time) {
        this.outbound = outbound;
        this.loop = loop;
        this.time = time;
        this.stretchBegan = time.nanoTime();
    }

    /** Of one response of the same connection that must not hold up the others. */
    Turns apart() {
        return new Turns(outbound, loop, time);
    }

    void add(Turn turn) {
        Turn newest;
        do {
            newest = ready.get();
            turn.next = newest;
        } while (!ready.compareAndSet(newest, turn));
        start();
    }

    private void start() {
        if (!running.get() && running.compareAndSet(false, true)) {
            Thread.ofVirtual().name("turns").start(this);
        }
    }

    @Override
    public void run() {
        do {
            begin();
            round(ready.getAndSet(null));
            outbound.start();
            running.set(false);
        } while ((ready.get() != null || paused) && running.compareAndSet(false, true));
    }

    /** Begins a new stretch when the time has come, with those that waited for it. */
    private void begin() {
        long now = time.nanoTime();
        if (!paused && now - stretchBegan < PACE_NANOS) {
            return;
        }
        stretch++;
        stretchBegan = now;
        turnsInStretch = 0;
        Turn waited = heldBack;
        if (waited != null && paused) {
            heldBack = null;
            paused = false;
            round(waited);
        }
    }

    private void round(@Nullable Turn first) {
        Turn next;
        for (Turn turn = first; turn != null; turn = next) {
            next = turn.next;
            turn.next = null;
            if (turn.stretch == stretch && turnsInStretch >= MANY) {
                holdBack(turn);
                continue;
            }
            turn.stretch = stretch;
            turn.take();
            if (++turnsInStretch % BATCH == 0) {
                outbound.start();
            }
        }
    }

    private void holdBack(Turn turn) {
        boolean first = heldBack == null;
        turn.next = heldBack;
        heldBack = turn;
        if (first) {
            long left = PACE_NANOS - (time.nanoTime() - stretchBegan);
            try {
                loop.schedule(this::endPause, Math.max(0, left), TimeUnit.NANOSECONDS);
            } catch (RejectedExecutionException e) {
                paused = true; // the server has stopped: what is left ends without a pause
            }
        }
    }

    private void endPause() {
        paused = true;
        start();
    }
}
