package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/** Kubernetes {@code ContainerResizePolicy} of {@code v1}. */
@ApiType
public record ContainerResizePolicy(
        @Field(value = 1, required = true) String resourceName,
        @Field(value = 2, required = true) String restartPolicy) {}
