package io.gantry.api.batch.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * A pod condition that a failed pod has to have.
 *
 * @param type Type of the pod condition, such as DisruptionTarget.
 * @param status Status that the condition has to have. Defaults to True.
 */
@ApiType
public record PodFailurePolicyOnPodConditionsPattern(
        @Field(value = 1, required = true) String type,

        @Field(value = 2, always = true) @Default("True") @Nullable
        String status) {}
