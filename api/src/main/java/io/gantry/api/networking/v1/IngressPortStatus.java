package io.gantry.api.networking.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code IngressPortStatus} of {@code networking.k8s.io/v1}. */
@ApiType
public record IngressPortStatus(
        @Field(value = 1, required = true) int port,
        @Field(value = 2, required = true) String protocol,
        @Field(value = 3, pointer = true) @Nullable String error) {}
