package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Repetitions of one event.
 *
 * @param count How many occurrences there were up to lastObservedTime.
 * @param lastObservedTime When the last occurrence was seen, with microseconds.
 */
@ApiType
public record EventSeries(
        @Field(1) @Nullable Integer count,
        @Field(value = 2, micro = true) @Nullable Instant lastObservedTime) {}
