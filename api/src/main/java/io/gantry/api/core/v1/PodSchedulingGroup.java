package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * The group of pods together with which a pod is scheduled.
 *
 * @param podGroupName The PodGroup, in the pod's namespace.
 */
@ApiType
public record PodSchedulingGroup(
        @Field(value = 1, pointer = true) @Nullable String podGroupName) {}
