package io.gantry.api.apps.v1beta1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code DeploymentCondition} of {@code apps/v1beta1}. */
@ApiType
public record DeploymentCondition(
        @Field(value = 1, required = true) String type,
        @Field(value = 2, required = true) String status,
        @Field(4) @Nullable String reason,
        @Field(5) @Nullable String message,
        @Field(6) @Nullable Instant lastUpdateTime,
        @Field(7) @Nullable Instant lastTransitionTime) {}
