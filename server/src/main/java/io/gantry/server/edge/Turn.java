package io.gantry.server.edge;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * When one exchange's {@link LastingResponse} has its turns. Running it asks for one; that is what wakes the response, and
 * may be done on any thread at any time.
 */
final class Turn implements Runnable {
    /** Nothing to do. */
    private static final int IDLE = 0;
    /** In the connection's queue. */
    private static final int READY = 1;

    private static final int RUNNING = 2;
    /** Running, and asked for again meanwhile. */
    private static final int AGAIN = 3;

    private static final int OVER = 4;

    private final BaseExchange exchange;
    private final LastingResponse response;
    private final Turns turns;
    /** Begins as if running: the handler is, and its end is followed by a turn in any case. */
    private final AtomicInteger state = new AtomicInteger(RUNNING);
    /** The one that was ready before it; of {@link Turns} alone. */
    @Nullable
    Turn next;

    /** The stretch of its last turn; of {@link Turns} alone. */
    int stretch = -1;

    Turn(BaseExchange exchange, LastingResponse response, Turns turns) {
        this.exchange = exchange;
        this.response = response;
        this.turns = turns;
    }

    @Override
    public void run() {
        while (true) {
            int now = state.get();
            if (now == IDLE) {
                if (state.compareAndSet(IDLE, READY)) {
                    turns.add(this);
                    return;
                }
            } else if (now != RUNNING || state.compareAndSet(RUNNING, AGAIN)) {
                return;
            }
        }
    }

    /** The handler has returned. */
    void begin() {
        state.set(READY);
        turns.add(this);
    }

    /** By {@link Turns} alone. */
    void take() {
        state.set(RUNNING);
        if (!exchange.turn(response)) {
            end();
        } else if (!state.compareAndSet(RUNNING, IDLE)) {
            begin();
        }
    }

    /** There is no turn after this. */
    void end() {
        state.set(OVER);
        exchange.ended(response);
    }
}
