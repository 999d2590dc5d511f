package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.IntOrString;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code TCPSocketAction} of {@code v1}. */
@ApiType
public record TCPSocketAction(
        @Field(value = 1, required = true) IntOrString port,
        @Field(2) @Nullable String host) {}
