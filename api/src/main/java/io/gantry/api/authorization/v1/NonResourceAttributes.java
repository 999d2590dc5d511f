package io.gantry.api.authorization.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code NonResourceAttributes} of {@code authorization.k8s.io/v1}. */
@ApiType
public record NonResourceAttributes(
        @Field(1) @Nullable String path, @Field(2) @Nullable String verb) {}
