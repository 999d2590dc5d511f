package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Sharing;
import org.jspecify.annotations.Nullable;

/**
 * Where a container is in its life: at most one member is set, and none means waiting.
 *
 * @param waiting Set while the container has yet to start, with the reason.
 * @param running Set while the container runs.
 * @param terminated Set after the container has ended, with its result.
 */
@ApiType
public record ContainerState(
        @Field(1) @Nullable ContainerStateWaiting waiting,

        @Field(value = 2, sharing = Sharing.INSIDE) @Nullable
        ContainerStateRunning running,

        @Field(value = 3, sharing = Sharing.INSIDE) @Nullable
        ContainerStateTerminated terminated) {}
