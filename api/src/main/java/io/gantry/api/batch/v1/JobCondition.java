package io.gantry.api.batch.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One observation about a Job.
 *
 * @param type What is observed: Complete, Failed, Suspended, FailureTarget or SuccessCriteriaMet.
 * @param status Whether the condition holds: True, False or Unknown.
 * @param lastProbeTime When the condition was last checked.
 * @param lastTransitionTime When the status of this condition last changed, for example from False to True.
 * @param reason One CamelCase word for programs that says why the condition has its present status.
 * @param message Explanation of the present status for people to read.
 */
@ApiType
public record JobCondition(
        @Field(value = 1, required = true) String type,
        @Field(value = 2, required = true) String status,
        @Field(3) @Nullable Instant lastProbeTime,
        @Field(4) @Nullable Instant lastTransitionTime,
        @Field(5) @Nullable String reason,
        @Field(6) @Nullable String message) {}
