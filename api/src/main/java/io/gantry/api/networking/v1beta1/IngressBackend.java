package io.gantry.api.networking.v1beta1;

import io.gantry.api.core.v1.TypedLocalObjectReference;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.IntOrString;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code IngressBackend} of {@code networking.k8s.io/v1beta1}. */
@ApiType
public record IngressBackend(
        @Field(1) @Nullable String serviceName,
        @Field(2) @Nullable IntOrString servicePort,
        @Field(3) @Nullable TypedLocalObjectReference resource) {}
