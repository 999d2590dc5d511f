package io.gantry.api.apps.v1beta2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code StatefulSetPersistentVolumeClaimRetentionPolicy} of {@code apps/v1beta2}. */
@ApiType
public record StatefulSetPersistentVolumeClaimRetentionPolicy(
        @Field(1) @Nullable String whenDeleted,
        @Field(2) @Nullable String whenScaled) {}
