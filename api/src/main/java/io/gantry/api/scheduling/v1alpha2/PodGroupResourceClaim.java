package io.gantry.api.scheduling.v1alpha2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code PodGroupResourceClaim} of {@code scheduling.k8s.io/v1alpha2}. */
@ApiType
public record PodGroupResourceClaim(
        @Field(value = 1, required = true) String name,
        @Field(2) @Nullable String resourceClaimName,
        @Field(3) @Nullable String resourceClaimTemplateName) {}
