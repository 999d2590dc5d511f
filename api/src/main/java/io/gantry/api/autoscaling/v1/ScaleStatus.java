package io.gantry.api.autoscaling.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * The scale of a workload as it was last seen.
 *
 * @param replicas How many instances there are.
 * @param selector Label selector of the pods in its text form, such as app=web. Autoscalers find the pods by it.
 */
@ApiType
public record ScaleStatus(
        @Field(value = 1, required = true) int replicas,
        @Field(2) @Nullable String selector) {}
