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
        @Field(1) @Nullable Integer parallelism,
        @Field(2) @Nullable Integer completions,
        @Field(3) @Nullable Long activeDeadlineSeconds,
        @Field(4) @Nullable LabelSelector selector,
        @Field(5) @Default("false") @Nullable Boolean manualSelector,

        @Field(value = 6, required = true, always = true, sharing = Sharing.INSIDE)
        PodTemplateSpec template,

        @Field(7) @Nullable Integer backoffLimit,
        @Field(8) @Nullable Integer ttlSecondsAfterFinished,
        @Field(9) @Default("NonIndexed") @Nullable String completionMode,
        @Field(10) @Default("false") @Nullable Boolean suspend,
        @Field(11) @Nullable PodFailurePolicy podFailurePolicy,
        @Field(12) @Nullable Integer backoffLimitPerIndex,
        @Field(13) @Nullable Integer maxFailedIndexes,
        @Field(14) @Nullable String podReplacementPolicy,
        @Field(15) @Nullable String managedBy,
        @Field(16) @Nullable SuccessPolicy successPolicy) {}
