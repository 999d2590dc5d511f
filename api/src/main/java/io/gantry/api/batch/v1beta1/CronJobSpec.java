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
        @Field(value = 2, pointer = true) @Nullable Long startingDeadlineSeconds,
        @Field(3) @Default("Allow") @Nullable String concurrencyPolicy,

        @Field(value = 4, pointer = true) @Default("false") @Nullable
        Boolean suspend,

        @Field(value = 5, required = true, always = true, sharing = Sharing.INSIDE)
        JobTemplateSpec jobTemplate,

        @Field(value = 6, pointer = true) @Default("3") @Nullable
        Integer successfulJobsHistoryLimit,

        @Field(value = 7, pointer = true) @Default("1") @Nullable
        Integer failedJobsHistoryLimit,

        @Field(value = 8, pointer = true) @Nullable String timeZone) {}
