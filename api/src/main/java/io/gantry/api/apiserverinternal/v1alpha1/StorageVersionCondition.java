package io.gantry.api.apiserverinternal.v1alpha1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code StorageVersionCondition} of {@code internal.apiserver.k8s.io/v1alpha1}. */
@ApiType
public record StorageVersionCondition(
        @Field(value = 1, required = true) String type,
        @Field(value = 2, required = true) String status,
        @Field(3) @Nullable Long observedGeneration,
        @Field(4) @Nullable Instant lastTransitionTime,
        @Field(value = 5, required = true) String reason,
        @Field(value = 6, required = true) String message) {}
