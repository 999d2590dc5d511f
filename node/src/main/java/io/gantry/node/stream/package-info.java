/** The client's side of exec, attach and port-forward: SPDY/3.1 sessions with a container runtime's streaming server. */
@NullMarked
package io.gantry.node.stream;

import org.jspecify.annotations.NullMarked;
