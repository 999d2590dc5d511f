package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Format;
import io.gantry.api.schema.TextFormat;
import org.jspecify.annotations.Nullable;

/**
 * A ConfigMap or Secret whose entries all become environment variables.
 *
 * @param prefix Text put before every variable's name.
 * @param configMapRef The ConfigMap to read. Excludes secretRef.
 * @param secretRef The Secret to read. Excludes configMapRef.
 */
@ApiType
public record EnvFromSource(
        @Field(1) @Format(TextFormat.ENV_VAR_NAME) @Nullable String prefix,
        @Field(2) @Nullable ConfigMapEnvSource configMapRef,
        @Field(3) @Nullable SecretEnvSource secretRef) {}
