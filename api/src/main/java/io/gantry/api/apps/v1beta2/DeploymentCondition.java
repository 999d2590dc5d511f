package io.gantry.api.apps.v1beta2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One observation about a Deployment, such as whether its rollout goes on.
 *
 * @param type What is observed: Available, Progressing or ReplicaFailure.
 * @param status Whether the condition holds: True, False or Unknown.
 * @param reason One CamelCase word for programs that says why the condition has its present status.
 * @param message Explanation of the present status for people to read.
 * @param lastUpdateTime When the controller last wrote this condition, even if the status stayed the same.
 * @param lastTransitionTime When the status of this condition last changed, for example from False to True.
 */
@ApiType
public record DeploymentCondition(
        @Field(value = 1, required = true) String type,
        @Field(value = 2, required = true) String status,
        @Field(4) @Nullable String reason,
        @Field(5) @Nullable String message,
        @Field(6) @Nullable Instant lastUpdateTime,
        @Field(7) @Nullable Instant lastTransitionTime) {}
