package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code EnvFromSource} of {@code v1}. */
@ApiType
public record EnvFromSource(
        @Field(1) @Nullable String prefix,
        @Field(2) @Nullable ConfigMapEnvSource configMapRef,
        @Field(3) @Nullable SecretEnvSource secretRef) {}
