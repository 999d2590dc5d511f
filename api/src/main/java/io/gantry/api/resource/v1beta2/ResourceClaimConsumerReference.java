package io.gantry.api.resource.v1beta2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code ResourceClaimConsumerReference} of {@code resource.k8s.io/v1beta2}. */
@ApiType
public record ResourceClaimConsumerReference(
        @Field(1) @Nullable String apiGroup,
        @Field(value = 3, required = true) String resource,
        @Field(value = 4, required = true) String name,
        @Field(value = 5, required = true) String uid) {}
