/** A containerd of Gantry's own: its configuration, the process and its life beyond ours, and taking everything away again. */
@NullMarked
package io.gantry.node.containerd;

import org.jspecify.annotations.NullMarked;
