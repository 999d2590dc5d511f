package io.gantry.api.networking.v1;

import io.gantry.api.core.v1.TypedLocalObjectReference;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code IngressBackend} of {@code networking.k8s.io/v1}. */
@ApiType
public record IngressBackend(
        @Field(3) @Nullable TypedLocalObjectReference resource,
        @Field(4) @Nullable IngressServiceBackend service) {}
