/** What every module stands on: time, timers, back-off, task groups, bounded queues and reasons. JDK only. */
@NullMarked
package io.gantry.base;

import org.jspecify.annotations.NullMarked;
