package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * The identity that a container's first process was given.
 *
 * @param linux User and groups on Linux.
 */
@ApiType
public record ContainerUser(@Field(1) @Nullable LinuxContainerUser linux) {}
