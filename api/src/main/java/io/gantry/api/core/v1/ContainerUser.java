package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code ContainerUser} of {@code v1}. */
@ApiType
public record ContainerUser(@Field(1) @Nullable LinuxContainerUser linux) {}
