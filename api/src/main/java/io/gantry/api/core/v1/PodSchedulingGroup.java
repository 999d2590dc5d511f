package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code PodSchedulingGroup} of {@code v1}. */
@ApiType
public record PodSchedulingGroup(
        @Field(value = 1, pointer = true) @Nullable String podGroupName) {}
