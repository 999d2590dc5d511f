package io.gantry.server.flowcontrol;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;

/**
 * When clients that are sent away should come again: after a second, and after twice as long whenever many were sent away in the meantime,
 * up to half a minute; as in Kubernetes. Thread-safe.
 */
final class RetryAfter {
    static final int LONGEST = 32;

    private record Second(long at, int dropped) {}

    private final ReentrantLock lock = new ReentrantLock();
    /** Of the last {@link #LONGEST} seconds, without the present one. */
    private final Deque<Second> history = new ArrayDeque<>();

    private long present;
    private int dropped;
    private int seconds = 1;
    private long raised = -LONGEST;

    /**
     * A request is sent away.
     *
     * @param second by the monotonic clock
     * @return how many seconds it should stay away
     */
    int drop(long second) {
        lock.lock();
        try {
            if (second != present) {
                history.addLast(new Second(present, dropped));
                while (second - history.getFirst().at > LONGEST) {
                    history.removeFirst();
                    if (history.isEmpty()) {
                        break;
                    }
                }
                present = second;
                dropped = 0;
                adjust();
            }
            dropped++;
            return seconds;
        } finally {
            lock.unlock();
        }
    }

    private void adjust() {
        int lately = 0;
        for (Second past : history) {
            if (present - past.at <= seconds) {
                lately += past.dropped;
            }
        }
        if (present - raised >= seconds && lately >= 3 * seconds) {
            seconds = Math.min(LONGEST, 2 * seconds);
            raised = present;
        } else if (lately < seconds && seconds > 1) {
            seconds--;
        }
    }
}
