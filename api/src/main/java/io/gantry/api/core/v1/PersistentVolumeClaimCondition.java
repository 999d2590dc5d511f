package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One observation about a claim, mostly on resizing.
 *
 * @param type What is observed, such as Resizing, FileSystemResizePending or ModifyVolumeError.
 * @param status Whether it holds: True, False or Unknown.
 * @param lastProbeTime When it was last checked.
 * @param lastTransitionTime When status last changed.
 * @param reason Short word for the cause, such as why a resize has failed.
 * @param message Details for people to read.
 */
@ApiType
public record PersistentVolumeClaimCondition(
        @Field(value = 1, required = true) String type,
        @Field(value = 2, required = true) String status,
        @Field(3) @Nullable Instant lastProbeTime,
        @Field(4) @Nullable Instant lastTransitionTime,
        @Field(5) @Nullable String reason,
        @Field(6) @Nullable String message) {}
