/** Jobs: pods that are to end, and the CronJobs that make them. */
@NullMarked
package io.gantry.controllers.job;

import org.jspecify.annotations.NullMarked;
