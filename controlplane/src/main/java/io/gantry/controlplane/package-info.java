/** Store, API server, control loops and scheduler put together: what the program runs, and what a test embeds. */
@NullMarked
package io.gantry.controlplane;

import org.jspecify.annotations.NullMarked;
