package io.gantry.server.registry;

import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Lines for writes that lost against others over a key that many writes share, such as a quota: one at a time tries again
 * there, so that many clients of one namespace come through one after the other instead of losing again and again. A
 * write's first attempt waits for nobody.
 *
 * <p>Thread-safe. Keys share lines; a write stands in at most one.
 */
final class WaitingLines {
    private static final int LINES = 64;

    private final ReentrantLock[] lines = new ReentrantLock[LINES];

    WaitingLines() {
        for (int i = 0; i < LINES; i++) {
            lines[i] = new ReentrantLock(true);
        }
    }

    /** For one write, used and closed by one thread. */
    Place place() {
        return new Place();
    }

    /** Where a write stands: nowhere at first. */
    final class Place implements AutoCloseable {
        private @Nullable ReentrantLock held;

        /** Returns when it is this write's turn for the key; until {@link #close} no other that waits gets its turn. */
        void lineUp(String key) {
            ReentrantLock line = lines[Math.floorMod(key.hashCode(), LINES)];
            if (line != held) {
                close();
                line.lock();
                held = line;
            }
        }

        @Override
        public void close() {
            ReentrantLock line = held;
            held = null;
            if (line != null) {
                line.unlock();
            }
        }
    }
}
