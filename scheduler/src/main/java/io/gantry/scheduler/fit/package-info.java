/** Whether a pod fits a node: one judgement, used by the scheduler and by the node's own admission. Pure. */
@NullMarked
package io.gantry.scheduler.fit;

import org.jspecify.annotations.NullMarked;
