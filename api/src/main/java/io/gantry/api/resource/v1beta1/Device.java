package io.gantry.api.resource.v1beta1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code Device} of {@code resource.k8s.io/v1beta1}. */
@ApiType
public record Device(
        @Field(value = 1, required = true) String name,
        @Field(2) @Nullable BasicDevice basic) {}
