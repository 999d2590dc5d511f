package io.gantry.api.apps.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.EnumOf;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the claims that a StatefulSet made from its volumeClaimTemplates when their pod is no longer wanted.
 *
 * @param whenDeleted Fate of the claims when the StatefulSet is deleted: Retain keeps them, Delete removes them.
 *     Defaults to Retain.
 * @param whenScaled Fate of the claims of pods that scaling down takes away: Retain keeps them for a later scale up,
 *     Delete removes them. Defaults to Retain.
 */
@ApiType
public record StatefulSetPersistentVolumeClaimRetentionPolicy(
        @Field(1) @EnumOf({"Retain", "Delete"}) @Nullable String whenDeleted,
        @Field(2) @EnumOf({"Retain", "Delete"}) @Nullable String whenScaled) {}
