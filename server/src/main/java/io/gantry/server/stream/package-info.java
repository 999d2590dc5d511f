/**
 * Bridges from kubectl's streaming protocols to {@link io.gantry.client.node.NodeApi}: logs, exec, attach and
 * port-forward over WebSocket and SPDY/3.1, and watch over WebSocket.
 */
@NullMarked
package io.gantry.server.stream;

import org.jspecify.annotations.NullMarked;
