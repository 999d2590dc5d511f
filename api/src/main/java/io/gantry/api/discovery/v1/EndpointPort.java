package io.gantry.api.discovery.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code EndpointPort} of {@code discovery.k8s.io/v1}. */
@ApiType(atomic = true)
public record EndpointPort(
        @Field(value = 1, pointer = true) @Nullable String name,

        @Field(value = 2, pointer = true) @Default("TCP") @Nullable
        String protocol,

        @Field(value = 3, pointer = true) @Nullable Integer port,
        @Field(value = 4, pointer = true) @Nullable String appProtocol) {}
