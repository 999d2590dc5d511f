package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/** Kubernetes {@code ContainerExtendedResourceRequest} of {@code v1}. */
@ApiType
public record ContainerExtendedResourceRequest(
        @Field(value = 1, required = true) String containerName,
        @Field(value = 2, required = true) String resourceName,
        @Field(value = 3, required = true) String requestName) {}
