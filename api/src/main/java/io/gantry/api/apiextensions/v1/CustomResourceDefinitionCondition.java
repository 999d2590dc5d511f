package io.gantry.api.apiextensions.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code CustomResourceDefinitionCondition} of {@code apiextensions.k8s.io/v1}. */
@ApiType
public record CustomResourceDefinitionCondition(
        @Field(value = 1, required = true) String type,
        @Field(value = 2, required = true) String status,
        @Field(3) @Nullable Instant lastTransitionTime,
        @Field(4) @Nullable String reason,
        @Field(5) @Nullable String message,
        @Field(6) @Nullable Long observedGeneration) {}
