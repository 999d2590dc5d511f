/** The scheduler: which node each pod runs on. A pure core, and the process around it that feeds it and binds. */
@NullMarked
package io.gantry.scheduler;

import org.jspecify.annotations.NullMarked;
