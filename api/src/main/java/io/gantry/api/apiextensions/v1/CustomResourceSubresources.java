package io.gantry.api.apiextensions.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code CustomResourceSubresources} of {@code apiextensions.k8s.io/v1}. */
@ApiType
public record CustomResourceSubresources(
        @Field(1) @Nullable CustomResourceSubresourceStatus status,
        @Field(2) @Nullable CustomResourceSubresourceScale scale) {}
