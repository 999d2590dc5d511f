package io.gantry.api.apiextensions.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code ExternalDocumentation} of {@code apiextensions.k8s.io/v1}. */
@ApiType
public record ExternalDocumentation(
        @Field(1) @Nullable String description,
        @Field(2) @Nullable String url) {}
