package io.gantry.api.resource.v1alpha3;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code ResourcePoolStatusRequestSpec} of {@code resource.k8s.io/v1alpha3}. */
@ApiType
public record ResourcePoolStatusRequestSpec(
        @Field(value = 1, required = true) String driver,
        @Field(2) @Nullable String poolName,
        @Field(value = 3, pointer = true) @Nullable Integer limit) {}
