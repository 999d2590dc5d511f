package io.gantry.api.admissionregistration.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code ServiceReference} of {@code admissionregistration.k8s.io/v1}. */
@ApiType
public record ServiceReference(
        @Field(value = 1, required = true) String namespace,
        @Field(value = 2, required = true) String name,
        @Field(value = 3, pointer = true) @Nullable String path,

        @Field(value = 4, pointer = true) @Default("443") @Nullable
        Integer port) {}
