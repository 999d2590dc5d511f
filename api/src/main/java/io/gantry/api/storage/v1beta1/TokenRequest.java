package io.gantry.api.storage.v1beta1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code TokenRequest} of {@code storage.k8s.io/v1beta1}. */
@ApiType
public record TokenRequest(
        @Field(value = 1, required = true) String audience,
        @Field(value = 2, pointer = true) @Nullable Long expirationSeconds) {}
