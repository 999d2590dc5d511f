package io.gantry.api.networking.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/** Kubernetes {@code IngressServiceBackend} of {@code networking.k8s.io/v1}. */
@ApiType
public record IngressServiceBackend(
        @Field(value = 1, required = true) String name,
        @Field(value = 2, always = true) ServiceBackendPort port) {}
