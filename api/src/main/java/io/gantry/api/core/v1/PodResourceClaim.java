package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code PodResourceClaim} of {@code v1}. */
@ApiType
public record PodResourceClaim(
        @Field(value = 1, required = true) String name,
        @Field(value = 3, pointer = true) @Nullable String resourceClaimName,
        @Field(value = 4, pointer = true) @Nullable String resourceClaimTemplateName) {}
