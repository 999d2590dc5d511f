package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code EventSeries} of {@code v1}. */
@ApiType
public record EventSeries(
        @Field(1) @Nullable Integer count,
        @Field(value = 2, micro = true) @Nullable Instant lastObservedTime) {}
