package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.EnumOf;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Required;

/**
 * How a container takes a change of one resource while it runs.
 *
 * @param resourceName The resource, cpu or memory.
 * @param restartPolicy One of NotRequired (changed in place) or RestartContainer. Defaults to NotRequired.
 */
@ApiType
public record ContainerResizePolicy(
        @Field(value = 1, required = true) @Required @EnumOf({"cpu", "memory"})
        String resourceName,

        @Field(value = 2, required = true) @Required @EnumOf({"NotRequired", "RestartContainer"})
        String restartPolicy) {}
