package io.gantry.api.flowcontrol.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One observation about a PriorityLevelConfiguration.
 *
 * @param type Name of what is observed; at most one entry has this name.
 * @param status Whether the condition holds: True, False or Unknown.
 * @param lastTransitionTime When the status of this condition last changed, for example from False to True.
 * @param reason One CamelCase word for programs that says why the condition has its present status.
 * @param message Explanation of the present status for people to read.
 */
@ApiType
public record PriorityLevelConfigurationCondition(
        @Field(1) @Nullable String type,
        @Field(2) @Nullable String status,
        @Field(3) @Nullable Instant lastTransitionTime,
        @Field(4) @Nullable String reason,
        @Field(5) @Nullable String message) {}
