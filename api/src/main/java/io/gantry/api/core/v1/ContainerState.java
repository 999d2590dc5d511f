package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Sharing;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code ContainerState} of {@code v1}. */
@ApiType
public record ContainerState(
        @Field(1) @Nullable ContainerStateWaiting waiting,

        @Field(value = 2, sharing = Sharing.INSIDE) @Nullable
        ContainerStateRunning running,

        @Field(value = 3, sharing = Sharing.INSIDE) @Nullable
        ContainerStateTerminated terminated) {}
