package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code ContainerPort} of {@code v1}. */
@ApiType
public record ContainerPort(
        @Field(1) @Nullable String name,
        @Field(2) @Nullable Integer hostPort,
        @Field(value = 3, required = true) int containerPort,
        @Field(4) @Default("TCP") @Nullable String protocol,
        @Field(5) @Nullable String hostIP) {}
