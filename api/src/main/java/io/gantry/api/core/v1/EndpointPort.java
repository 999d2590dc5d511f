package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code EndpointPort} of {@code v1}. */
@ApiType(atomic = true)
public record EndpointPort(
        @Field(1) @Nullable String name,
        @Field(value = 2, required = true) int port,
        @Field(3) @Default("TCP") @Nullable String protocol,
        @Field(value = 4, pointer = true) @Nullable String appProtocol) {}
