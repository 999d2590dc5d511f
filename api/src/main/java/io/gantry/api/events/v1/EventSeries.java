package io.gantry.api.events.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code EventSeries} of {@code events.k8s.io/v1}. */
@ApiType
public record EventSeries(
        @Field(value = 1, required = true) int count,

        @Field(value = 2, micro = true, required = true) @Nullable
        Instant lastObservedTime) {}
