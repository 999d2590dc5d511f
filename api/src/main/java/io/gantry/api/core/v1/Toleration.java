package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.CrossChecked;
import io.gantry.api.schema.EnumOf;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Format;
import io.gantry.api.schema.TextFormat;
import org.jspecify.annotations.Nullable;

/**
 * Lets a pod run on nodes in spite of a taint.
 *
 * @param key Key of the tolerated taint. Empty, with operator Exists, tolerates every key.
 * @param operator One of Exists (any value), Equal (this value), Lt, Gt (numerically less or greater). Defaults to
 *     Equal.
 * @param value Value to compare with that of the taint. Empty with Exists.
 * @param effect Effect that is tolerated: NoSchedule, PreferNoSchedule or NoExecute. Empty means all of them.
 * @param tolerationSeconds Seconds until a NoExecute taint evicts the pod after all; 0 or less means at once. Absent
 *     means never.
 */
@CrossChecked("AffinityRules")
@ApiType
public record Toleration(
        @Field(1) @Format(TextFormat.LABEL_KEY) @Nullable String key,
        @Field(2) @Nullable String operator,
        @Field(3) @Nullable String value,

        @Field(4) @EnumOf({"NoSchedule", "PreferNoSchedule", "NoExecute"}) @Nullable
        String effect,

        @Field(value = 5, pointer = true) @Nullable Long tolerationSeconds) {}
