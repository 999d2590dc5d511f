package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code Taint} of {@code v1}. */
@ApiType
public record Taint(
        @Field(value = 1, required = true) String key,
        @Field(2) @Nullable String value,
        @Field(value = 3, required = true) String effect,
        @Field(4) @Nullable Instant timeAdded) {}
