package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code GRPCAction} of {@code v1}. */
@ApiType
public record GRPCAction(
        @Field(value = 1, required = true) int port,

        @Field(value = 2, pointer = true) @Default("") @Nullable
        String service) {}
