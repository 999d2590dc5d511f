package io.gantry.api.batch.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.Sharing;
import io.gantry.api.types.Immutable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a Job has come.
 *
 * @param conditions Present observations, one entry for each type. A true Complete or Failed means that the Job is
 *     done.
 * @param startTime When work on the Job began. Cleared while the Job is suspended and set anew when it goes on.
 * @param completionTime When the Job ended with success. Stays empty if it failed.
 * @param active Pods that are pending or running and not being deleted.
 * @param succeeded Pods that ended with success.
 * @param failed Pods that ended in failure.
 * @param completedIndexes Indexes of an Indexed Job that succeeded, as numbers and ranges in ascending order, such as
 *     1,3-5,7.
 * @param uncountedTerminatedPods Pods that have ended but are not part of the counts yet. For the controller's own
 *     bookkeeping.
 * @param ready Those of the active pods that are ready.
 * @param failedIndexes Indexes that failed for good, in the same form as completedIndexes. Only with
 *     backoffLimitPerIndex.
 * @param terminating Pods that have been told to stop and have not ended yet.
 */
@ApiType
public record JobStatus(
        @Field(value = 1, listType = ListType.ATOMIC, merge = true, mergeKey = "type", sharing = Sharing.EACH)
        List<JobCondition> conditions,

        @Field(2) @Nullable Instant startTime,
        @Field(3) @Nullable Instant completionTime,
        @Field(4) @Nullable Integer active,
        @Field(5) @Nullable Integer succeeded,
        @Field(6) @Nullable Integer failed,
        @Field(7) @Nullable String completedIndexes,
        @Field(8) @Nullable UncountedTerminatedPods uncountedTerminatedPods,
        @Field(value = 9, pointer = true) @Nullable Integer ready,
        @Field(value = 10, pointer = true) @Nullable String failedIndexes,
        @Field(value = 11, pointer = true) @Nullable Integer terminating) {
    public JobStatus {
        conditions = Immutable.list(conditions);
    }
}
