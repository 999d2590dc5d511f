package io.gantry.api.batch.v1beta1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Sharing;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code CronJobSpec} of {@code batch/v1beta1}. */
@ApiType
public record CronJobSpec(
        @Field(value = 1, required = true) String schedule,
        @Field(2) @Nullable Long startingDeadlineSeconds,
        @Field(3) @Default("Allow") @Nullable String concurrencyPolicy,
        @Field(4) @Default("false") @Nullable Boolean suspend,

        @Field(value = 5, required = true, always = true, sharing = Sharing.INSIDE)
        JobTemplateSpec jobTemplate,

        @Field(6) @Default("3") @Nullable Integer successfulJobsHistoryLimit,
        @Field(7) @Default("1") @Nullable Integer failedJobsHistoryLimit,
        @Field(8) @Nullable String timeZone) {}
