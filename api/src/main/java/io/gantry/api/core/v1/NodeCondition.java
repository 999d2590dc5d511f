package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One observation about a node.
 *
 * @param type What is observed: Ready, MemoryPressure, DiskPressure, PIDPressure, NetworkUnavailable or one of your
 *     own.
 * @param status Whether it holds: True, False or Unknown.
 * @param lastHeartbeatTime When the condition was last reported.
 * @param lastTransitionTime When status last changed.
 * @param reason Short word for the cause of the last change.
 * @param message Details for people to read.
 */
@ApiType
public record NodeCondition(
        @Field(value = 1, required = true) String type,
        @Field(value = 2, required = true) String status,
        @Field(3) @Nullable Instant lastHeartbeatTime,
        @Field(4) @Nullable Instant lastTransitionTime,
        @Field(5) @Nullable String reason,
        @Field(6) @Nullable String message) {}
