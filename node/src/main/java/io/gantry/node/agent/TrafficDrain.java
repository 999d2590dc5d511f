package io.gantry.node.agent;

import java.time.Duration;

/** Knows when no new connection is led to a pod any more. The network implements it. */
@FunctionalInterface
public interface TrafficDrain {
    /** Waits until the pod gets no new connections by any Service of this node; {@code false} when the time is over first. */
    boolean await(String podIp, Duration limit) throws InterruptedException;

    /** For a node without Services. */
    static TrafficDrain none() {
        return (podIp, limit) -> true;
    }
}
