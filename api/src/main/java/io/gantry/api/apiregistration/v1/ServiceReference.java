package io.gantry.api.apiregistration.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code ServiceReference} of {@code apiregistration.k8s.io/v1}. */
@ApiType
public record ServiceReference(
        @Field(1) @Nullable String namespace,
        @Field(2) @Nullable String name,

        @Field(value = 3, pointer = true) @Default("443") @Nullable
        Integer port) {}
