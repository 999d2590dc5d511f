package io.gantry.server.edge;

/**
 * Answers requests. Each call has a virtual thread of its own and may block.
 *
 * <p>A call that returns without having responded, or that throws before responding, is answered for it: an {@link
 * EdgeException} with its status, anything else with 500. Throwing after the response began cuts the response off, so
 * that the client can tell it from a complete one.
 */
@FunctionalInterface
public interface Handler {
    void handle(Exchange exchange) throws Exception;
}
