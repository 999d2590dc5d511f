package io.gantry.api.discovery.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code EndpointConditions} of {@code discovery.k8s.io/v1}. */
@ApiType
public record EndpointConditions(
        @Field(1) @Nullable Boolean ready,
        @Field(2) @Nullable Boolean serving,
        @Field(3) @Nullable Boolean terminating) {}
