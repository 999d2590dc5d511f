/** The schedules of cron jobs: their syntax, and the moments they name. */
@NullMarked
package io.gantry.api.cron;

import org.jspecify.annotations.NullMarked;
