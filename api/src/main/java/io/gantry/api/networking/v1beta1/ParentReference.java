package io.gantry.api.networking.v1beta1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code ParentReference} of {@code networking.k8s.io/v1beta1}. */
@ApiType
public record ParentReference(
        @Field(1) @Nullable String group,
        @Field(value = 2, required = true) String resource,
        @Field(3) @Nullable String namespace,
        @Field(value = 4, required = true) String name) {}
