package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code ContainerState} of {@code v1}. */
@ApiType
public record ContainerState(
        @Field(1) @Nullable ContainerStateWaiting waiting,
        @Field(2) @Nullable ContainerStateRunning running,
        @Field(3) @Nullable ContainerStateTerminated terminated) {}
