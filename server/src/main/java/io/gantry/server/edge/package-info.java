/**
 * The API server's edge: TLS, HTTP/1.1, HTTP/2, WebSocket and SPDY/3.1 in front of one blocking {@link
 * io.gantry.server.edge.Handler} that runs on a virtual thread per request. Netty does framing, TLS and flow control and
 * shows nowhere in the public types.
 */
@NullMarked
package io.gantry.server.edge;

import org.jspecify.annotations.NullMarked;
