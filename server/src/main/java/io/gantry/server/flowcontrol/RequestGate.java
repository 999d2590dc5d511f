package io.gantry.server.flowcontrol;

import io.gantry.server.edge.Exchange;
import io.gantry.server.request.RequestInfo;
import io.gantry.server.request.UserInfo;
import java.io.IOException;
import java.time.Duration;

/** Decides whether a request is served now, later, or not at all. Thread-safe. */
public interface RequestGate {
    /**
     * Says where requests such as this one belong.
     *
     * @param info of a request that does not last by its nature, or of a watch
     */
    Entrance entrance(UserInfo user, RequestInfo info);

    /** Where one request comes in. */
    interface Entrance {
        /** The object that put it here; empty for none. */
        String flowSchemaUid();

        /** The object that says what happens here; empty for none. */
        String priorityLevelUid();

        /**
         * Lets the request in, after a while if need be.
         *
         * @param request the one that {@link #entrance} was asked for
         * @throws TooManyRequestsException when it is not let in
         * @throws IOException when its query cannot be read
         */
        Passage enter(Request request) throws TooManyRequestsException, IOException;
    }

    /**
     * A request that wants in.
     *
     * @param name of the only object that a list or watch asks for by a field selector; empty otherwise
     * @param allowed how long it may take altogether
     */
    record Request(Exchange exchange, UserInfo user, RequestInfo info, String name, Duration allowed) {
        /** How long it waits for a seat: a quarter of its time, as in Kubernetes. */
        Duration patience() {
            return allowed.dividedBy(4);
        }
    }

    /** Notes that a watch of a resource that is served goes on, until what is returned is closed. */
    default Passage watching(RequestInfo info, String name, String fieldSelector) {
        return Passage.FREE;
    }
}
