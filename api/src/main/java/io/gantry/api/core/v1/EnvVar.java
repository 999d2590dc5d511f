package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code EnvVar} of {@code v1}. */
@ApiType
public record EnvVar(
        @Field(value = 1, required = true) String name,
        @Field(2) @Nullable String value,
        @Field(3) @Nullable EnvVarSource valueFrom) {}
