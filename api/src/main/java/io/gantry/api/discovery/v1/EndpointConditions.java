package io.gantry.api.discovery.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code EndpointConditions} of {@code discovery.k8s.io/v1}. */
@ApiType
public record EndpointConditions(
        @Field(value = 1, pointer = true) @Nullable Boolean ready,
        @Field(value = 2, pointer = true) @Nullable Boolean serving,
        @Field(value = 3, pointer = true) @Nullable Boolean terminating) {}
