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
        @Field(3) @Nullable String path,
        @Field(4) @Default("443") @Nullable Integer port) {}
