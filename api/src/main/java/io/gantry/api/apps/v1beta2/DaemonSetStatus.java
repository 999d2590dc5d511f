package io.gantry.api.apps.v1beta2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.Sharing;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code DaemonSetStatus} of {@code apps/v1beta2}. */
@ApiType
public record DaemonSetStatus(
        @Field(value = 1, required = true) int currentNumberScheduled,
        @Field(value = 2, required = true) int numberMisscheduled,
        @Field(value = 3, required = true) int desiredNumberScheduled,
        @Field(value = 4, required = true) int numberReady,
        @Field(5) @Nullable Long observedGeneration,
        @Field(6) @Nullable Integer updatedNumberScheduled,
        @Field(7) @Nullable Integer numberAvailable,
        @Field(8) @Nullable Integer numberUnavailable,
        @Field(value = 9, pointer = true) @Nullable Integer collisionCount,

        @Field(
                value = 10,
                listType = ListType.MAP,
                mapKeys = "type",
                merge = true,
                mergeKey = "type",
                sharing = Sharing.EACH)
        List<DaemonSetCondition> conditions) {
    public DaemonSetStatus {
        conditions = Immutable.list(conditions);
    }
}
