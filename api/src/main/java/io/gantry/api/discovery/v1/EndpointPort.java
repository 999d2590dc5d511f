package io.gantry.api.discovery.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code EndpointPort} of {@code discovery.k8s.io/v1}. */
@ApiType(atomic = true)
public record EndpointPort(
        @Field(1) @Nullable String name,
        @Field(2) @Default("TCP") @Nullable String protocol,
        @Field(3) @Nullable Integer port,
        @Field(4) @Nullable String appProtocol) {}
