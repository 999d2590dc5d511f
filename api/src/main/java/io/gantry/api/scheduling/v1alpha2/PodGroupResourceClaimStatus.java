package io.gantry.api.scheduling.v1alpha2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code PodGroupResourceClaimStatus} of {@code scheduling.k8s.io/v1alpha2}. */
@ApiType
public record PodGroupResourceClaimStatus(
        @Field(value = 1, required = true) String name,
        @Field(2) @Nullable String resourceClaimName) {}
