/** Control groups: where pods stand in the kernel's tree, what their limits are, and how to read what they use. */
@NullMarked
package io.gantry.node.cgroup;

import org.jspecify.annotations.NullMarked;
