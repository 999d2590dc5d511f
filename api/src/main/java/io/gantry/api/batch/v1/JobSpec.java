package io.gantry.api.batch.v1;

import io.gantry.api.core.v1.PodTemplateSpec;
import io.gantry.api.meta.v1.LabelSelector;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Sharing;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code JobSpec} of {@code batch/v1}. */
@ApiType
public record JobSpec(
        @Field(value = 1, pointer = true) @Nullable Integer parallelism,
        @Field(value = 2, pointer = true) @Nullable Integer completions,
        @Field(value = 3, pointer = true) @Nullable Long activeDeadlineSeconds,
        @Field(4) @Nullable LabelSelector selector,

        @Field(value = 5, pointer = true) @Default("false") @Nullable
        Boolean manualSelector,

        @Field(value = 6, required = true, always = true, sharing = Sharing.INSIDE)
        PodTemplateSpec template,

        @Field(value = 7, pointer = true) @Nullable Integer backoffLimit,
        @Field(value = 8, pointer = true) @Nullable Integer ttlSecondsAfterFinished,

        @Field(value = 9, pointer = true) @Default("NonIndexed") @Nullable
        String completionMode,

        @Field(value = 10, pointer = true) @Default("false") @Nullable
        Boolean suspend,

        @Field(11) @Nullable PodFailurePolicy podFailurePolicy,
        @Field(value = 12, pointer = true) @Nullable Integer backoffLimitPerIndex,
        @Field(value = 13, pointer = true) @Nullable Integer maxFailedIndexes,
        @Field(value = 14, pointer = true) @Nullable String podReplacementPolicy,
        @Field(value = 15, pointer = true) @Nullable String managedBy,
        @Field(16) @Nullable SuccessPolicy successPolicy) {}
