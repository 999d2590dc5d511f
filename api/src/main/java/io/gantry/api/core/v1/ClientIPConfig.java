package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code ClientIPConfig} of {@code v1}. */
@ApiType
public record ClientIPConfig(
        @Field(value = 1, pointer = true) @Default("10800") @Nullable
        Integer timeoutSeconds) {}
