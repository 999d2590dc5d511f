package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code PreferAvoidPodsEntry} of {@code v1}. */
@ApiType
public record PreferAvoidPodsEntry(
        @Field(1) @Nullable PodSignature podSignature,
        @Field(2) @Nullable Instant evictionTime,
        @Field(3) @Nullable String reason,
        @Field(4) @Nullable String message) {}
