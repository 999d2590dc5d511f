package io.gantry.api.networking.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code ServiceBackendPort} of {@code networking.k8s.io/v1}. */
@ApiType(atomic = true)
public record ServiceBackendPort(
        @Field(1) @Nullable String name, @Field(2) @Nullable Integer number) {}
