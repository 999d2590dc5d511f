package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.Field;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code PersistentVolumeStatus} of {@code v1}. */
@ApiType
public record PersistentVolumeStatus(
        @Field(1) @Default("Pending") @Nullable String phase,
        @Field(2) @Nullable String message,
        @Field(3) @Nullable String reason,
        @Field(4) @Nullable Instant lastPhaseTransitionTime) {}
