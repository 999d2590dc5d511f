package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/**
 * How a container takes a change of one resource while it runs.
 *
 * @param resourceName The resource, cpu or memory.
 * @param restartPolicy One of NotRequired (changed in place) or RestartContainer. Defaults to NotRequired.
 */
@ApiType
public record ContainerResizePolicy(
        @Field(value = 1, required = true) String resourceName,

        @Field(value = 2, required = true) String restartPolicy) {}
