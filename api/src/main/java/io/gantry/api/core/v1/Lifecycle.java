package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * Actions around a container's start and stop.
 *
 * @param postStart Runs right after the container was created, along with its main process. A failure kills the
 *     container.
 * @param preStop Runs before the container is told to stop; its time counts against the grace period. Not run if the
 *     process ends by itself.
 * @param stopSignal Signal that asks the container to stop, such as SIGTERM. Needs the pod's os; defaults to what the
 *     image or runtime says.
 */
@ApiType
public record Lifecycle(
        @Field(1) @Nullable LifecycleHandler postStart,
        @Field(2) @Nullable LifecycleHandler preStop,
        @Field(value = 3, pointer = true) @Nullable String stopSignal) {}
