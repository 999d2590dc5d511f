package io.gantry.api.apiextensions.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code CustomResourceSubresourceScale} of {@code apiextensions.k8s.io/v1}. */
@ApiType
public record CustomResourceSubresourceScale(
        @Field(value = 1, required = true) String specReplicasPath,
        @Field(value = 2, required = true) String statusReplicasPath,
        @Field(value = 3, pointer = true) @Nullable String labelSelectorPath) {}
