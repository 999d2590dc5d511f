package io.gantry.api.batch.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.EnumOf;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Format;
import io.gantry.api.schema.Minimum;
import io.gantry.api.schema.Required;
import io.gantry.api.schema.Sharing;
import io.gantry.api.schema.TextFormat;
import org.jspecify.annotations.Nullable;

/**
 * The schedule of a CronJob and the Jobs it starts.
 *
 * @param schedule When to start, as the five fields of cron: minute, hour, day of month, month, day of week. Macros for
 *     hourly, daily, weekly, monthly and yearly work too.
 * @param startingDeadlineSeconds How many seconds late a start may be before it is skipped. No such limit when absent.
 * @param concurrencyPolicy What to do when the previous Job still runs: Allow starts another beside it, Forbid skips
 *     this start, Replace stops the old Job first. Defaults to Allow.
 * @param suspend While true no further Jobs are started; those that run go on. Defaults to false.
 * @param jobTemplate The Job to create at each start.
 * @param successfulJobsHistoryLimit How many Jobs that succeeded are kept; older ones are deleted. Defaults to 3.
 * @param failedJobsHistoryLimit How many Jobs that failed are kept; older ones are deleted. Defaults to 1.
 * @param timeZone Time zone of the schedule by its name in the tz database, such as Europe/Vienna. Without it, the zone
 *     of the controller counts.
 */
@ApiType
public record CronJobSpec(
        @Field(value = 1, required = true) @Required @Format(TextFormat.CRON_SCHEDULE)
        String schedule,

        @Field(value = 2, pointer = true) @Minimum(0) @Nullable
        Long startingDeadlineSeconds,

        @Field(3) @Default("Allow") @Required @EnumOf({"Allow", "Forbid", "Replace"}) @Nullable
        String concurrencyPolicy,

        @Field(value = 4, pointer = true) @Default("false") @Nullable
        Boolean suspend,

        @Field(value = 5, required = true, always = true, sharing = Sharing.INSIDE)
        JobTemplateSpec jobTemplate,

        @Field(value = 6, pointer = true) @Default("3") @Minimum(0) @Nullable
        Integer successfulJobsHistoryLimit,

        @Field(value = 7, pointer = true) @Default("1") @Minimum(0) @Nullable
        Integer failedJobsHistoryLimit,

        @Field(value = 8, pointer = true) @Format(TextFormat.TIME_ZONE) @Nullable
        String timeZone) {}
