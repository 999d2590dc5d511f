package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/**
 * Holds a pod back from scheduling until somebody removes it.
 *
 * @param name Name of the gate, one for each party that holds back the pod.
 */
@ApiType
public record PodSchedulingGate(
        @Field(value = 1, required = true) String name) {}
