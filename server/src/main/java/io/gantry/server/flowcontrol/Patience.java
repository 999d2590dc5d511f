package io.gantry.server.flowcontrol;

import io.gantry.api.codec.Scalars;
import io.gantry.server.flowcontrol.RequestGate.Request;
import java.io.IOException;
import java.time.Duration;

/**
 * How long a request waits for a seat: a quarter of the time that it gives itself, and a minute at most; as in Kubernetes, whose requests
 * have a minute unless they say something else.
 */
final class Patience {
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private Patience() {}

    static Duration of(Request request) throws IOException {
        String timeout = request.info().verb().equals("watch")
                ? null // it means how long the watch goes on
                : request.exchange().query().first("timeout");
        return of(timeout == null ? "" : timeout);
    }

    /** @param timeout as Kubernetes writes durations; what is none is taken as if it were not there */
    static Duration of(String timeout) {
        Duration whole = TIMEOUT;
        if (!timeout.isEmpty()) {
            try {
                Duration asked = Scalars.parseDuration(timeout);
                if (asked.isPositive() && asked.compareTo(TIMEOUT) < 0) {
                    whole = asked;
                }
            } catch (IllegalArgumentException e) {
                return TIMEOUT.dividedBy(4);
            }
        }
        return whole.dividedBy(4);
    }
}
