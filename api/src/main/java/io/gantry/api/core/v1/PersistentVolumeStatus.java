package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.Field;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a volume is in its life.
 *
 * @param phase One of Pending, Available, Bound, Released (its claim is gone), Failed (it could not be reclaimed).
 *     Defaults to Pending.
 * @param message Details for people to read.
 * @param reason Short word for a failure.
 * @param lastPhaseTransitionTime When phase last changed; set by the system.
 */
@ApiType
public record PersistentVolumeStatus(
        @Field(1) @Default("Pending") @Nullable String phase,
        @Field(2) @Nullable String message,
        @Field(3) @Nullable String reason,
        @Field(4) @Nullable Instant lastPhaseTransitionTime) {}
