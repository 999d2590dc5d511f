package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code PodResourceClaimStatus} of {@code v1}. */
@ApiType
public record PodResourceClaimStatus(
        @Field(value = 1, required = true) String name,
        @Field(value = 2, pointer = true) @Nullable String resourceClaimName) {}
