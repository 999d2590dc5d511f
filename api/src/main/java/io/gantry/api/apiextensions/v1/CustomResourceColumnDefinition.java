package io.gantry.api.apiextensions.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code CustomResourceColumnDefinition} of {@code apiextensions.k8s.io/v1}. */
@ApiType
public record CustomResourceColumnDefinition(
        @Field(value = 1, required = true) String name,
        @Field(value = 2, required = true) String type,
        @Field(3) @Nullable String format,
        @Field(4) @Nullable String description,
        @Field(5) @Nullable Integer priority,
        @Field(value = 6, required = true) String jsonPath) {}
