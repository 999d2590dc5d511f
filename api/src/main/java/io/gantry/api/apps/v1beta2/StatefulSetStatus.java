package io.gantry.api.apps.v1beta2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.Sharing;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code StatefulSetStatus} of {@code apps/v1beta2}. */
@ApiType
public record StatefulSetStatus(
        @Field(1) @Nullable Long observedGeneration,
        @Field(value = 2, required = true) int replicas,
        @Field(3) @Nullable Integer readyReplicas,
        @Field(4) @Nullable Integer currentReplicas,
        @Field(5) @Nullable Integer updatedReplicas,
        @Field(6) @Nullable String currentRevision,
        @Field(7) @Nullable String updateRevision,
        @Field(value = 9, pointer = true) @Nullable Integer collisionCount,

        @Field(
                value = 10,
                listType = ListType.MAP,
                mapKeys = "type",
                merge = true,
                mergeKey = "type",
                sharing = Sharing.EACH)
        List<StatefulSetCondition> conditions,

        @Field(value = 11, always = true) @Nullable Integer availableReplicas) {
    public StatefulSetStatus {
        conditions = Immutable.list(conditions);
    }
}
