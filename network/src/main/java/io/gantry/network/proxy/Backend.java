package io.gantry.network.proxy;

/**
 * One endpoint of a Service port.
 *
 * @param ready takes new connections
 * @param serving answers, even if it is terminating
 * @param local runs on this node
 */
public record Backend(String address, int port, boolean ready, boolean serving, boolean terminating, boolean local) {
    /** As an element of a map: {@code address . port}. */
    String target() {
        return address + " . " + port;
    }
}
