/** Jobs: pods that are to end; and CronJobs, which start Jobs by the clock. */
@NullMarked
package io.gantry.controllers.job;

import org.jspecify.annotations.NullMarked;
