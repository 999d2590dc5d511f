package io.gantry.api.networking.v1beta1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code HTTPIngressPath} of {@code networking.k8s.io/v1beta1}. */
@ApiType
public record HTTPIngressPath(
        @Field(1) @Nullable String path,
        @Field(value = 2, required = true, always = true) IngressBackend backend,
        @Field(value = 3, required = true) String pathType) {}
