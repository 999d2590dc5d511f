/**
 * What to do next with a pod, and what to say of it: pure functions of its spec, of what the runtime shows, and of what
 * the worker remembers. The acting half is {@code io.gantry.node.agent}.
 */
@NullMarked
package io.gantry.node.pod;

import org.jspecify.annotations.NullMarked;
