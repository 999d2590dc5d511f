package io.gantry.api.apps.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One observation about a StatefulSet.
 *
 * @param type Name of what is observed; at most one entry has this name.
 * @param status Whether the condition holds: True, False or Unknown.
 * @param lastTransitionTime When the status of this condition last changed, for example from False to True.
 * @param reason One CamelCase word for programs that says why the condition has its present status.
 * @param message Explanation of the present status for people to read.
 */
@ApiType
public record StatefulSetCondition(
        @Field(value = 1, required = true) String type,
        @Field(value = 2, required = true) String status,
        @Field(3) @Nullable Instant lastTransitionTime,
        @Field(4) @Nullable String reason,
        @Field(5) @Nullable String message) {}
