package io.gantry.api.apps.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One observation about a ReplicaSet.
 *
 * @param type What is observed, such as ReplicaFailure when pods cannot be created or deleted.
 * @param status Whether the condition holds: True, False or Unknown.
 * @param lastTransitionTime When the status of this condition last changed, for example from False to True.
 * @param reason One CamelCase word for programs that says why the condition has its present status.
 * @param message Explanation of the present status for people to read.
 */
@ApiType
public record ReplicaSetCondition(
        @Field(value = 1, required = true) String type,
        @Field(value = 2, required = true) String status,
        @Field(3) @Nullable Instant lastTransitionTime,
        @Field(4) @Nullable String reason,
        @Field(5) @Nullable String message) {}
