package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code NodeCondition} of {@code v1}. */
@ApiType
public record NodeCondition(
        @Field(value = 1, required = true) String type,
        @Field(value = 2, required = true) String status,
        @Field(3) @Nullable Instant lastHeartbeatTime,
        @Field(4) @Nullable Instant lastTransitionTime,
        @Field(5) @Nullable String reason,
        @Field(6) @Nullable String message) {}
