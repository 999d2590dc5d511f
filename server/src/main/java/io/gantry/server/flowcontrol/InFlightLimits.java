package io.gantry.server.flowcontrol;

import io.gantry.server.request.RequestInfo;
import io.gantry.server.request.UserInfo;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Two numbers instead of priority and fairness: how many requests that read are served at once, and how many of the others. Nobody waits,
 * and who may do everything is always let in. Watches are not counted.
 */
public final class InFlightLimits implements RequestGate {
    private final Entrance reading;
    private final Entrance changing;

    public InFlightLimits(FlowOptions options) {
        this.reading = new Counted(options.maxReading());
        this.changing = new Counted(options.maxChanging());
    }

    @Override
    public Entrance entrance(UserInfo user, RequestInfo info) {
        return switch (info.verb()) {
            case "watch" -> Counted.UNLIMITED;
            case "get", "list" -> reading;
            default -> changing;
        };
    }

    private static final class Counted implements Entrance {
        static final Entrance UNLIMITED = new Counted(0);

        private final @Nullable Semaphore free;

        /** @param limit 0 for none */
        Counted(int limit) {
            this.free = limit == 0 ? null : new Semaphore(limit);
        }

        @Override
        public String flowSchemaUid() {
            return "";
        }

        @Override
        public String priorityLevelUid() {
            return "";
        }

        @Override
        public Passage enter(Request request) throws TooManyRequestsException {
            if (free == null) {
                return Passage.FREE;
            }
            if (free.tryAcquire()) {
                return new Release(free);
            }
            if (request.user().inGroup(UserInfo.MASTERS)) {
                return Passage.FREE;
            }
            throw new TooManyRequestsException(1);
        }
    }

    private static final class Release implements Passage {
        private final Semaphore semaphore;
        private boolean closed;

        Release(Semaphore semaphore) {
            this.semaphore = semaphore;
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                semaphore.release();
            }
        }
    }
}
