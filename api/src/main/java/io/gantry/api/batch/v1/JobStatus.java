package io.gantry.api.batch.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.Sharing;
import io.gantry.api.types.Immutable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code JobStatus} of {@code batch/v1}. */
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
