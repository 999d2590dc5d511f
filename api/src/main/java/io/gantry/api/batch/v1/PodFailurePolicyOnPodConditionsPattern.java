package io.gantry.api.batch.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code PodFailurePolicyOnPodConditionsPattern} of {@code batch/v1}. */
@ApiType
public record PodFailurePolicyOnPodConditionsPattern(
        @Field(value = 1, required = true) String type,

        @Field(value = 2, always = true) @Default("True") @Nullable
        String status) {}
