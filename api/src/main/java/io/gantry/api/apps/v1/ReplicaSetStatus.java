package io.gantry.api.apps.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.Sharing;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts of the pods of a ReplicaSet. Pods that are being deleted are counted apart.
 *
 * @param replicas Pods that exist, apart from those being deleted.
 * @param fullyLabeledReplicas Pods that carry all labels of the template, not just those the selector asks for.
 * @param observedGeneration Generation of the spec that these counts are about.
 * @param readyReplicas Pods whose Ready condition is true.
 * @param availableReplicas Pods that have been ready for at least minReadySeconds.
 * @param conditions Present observations, one entry for each type.
 * @param terminatingReplicas Pods that have been told to stop and have not ended yet.
 */
@ApiType
public record ReplicaSetStatus(
        @Field(value = 1, required = true) int replicas,
        @Field(2) @Nullable Integer fullyLabeledReplicas,
        @Field(3) @Nullable Long observedGeneration,
        @Field(4) @Nullable Integer readyReplicas,
        @Field(5) @Nullable Integer availableReplicas,

        @Field(
                value = 6,
                listType = ListType.MAP,
                mapKeys = "type",
                merge = true,
                mergeKey = "type",
                sharing = Sharing.EACH)
        List<ReplicaSetCondition> conditions,

        @Field(value = 7, pointer = true) @Nullable Integer terminatingReplicas) {
    public ReplicaSetStatus {
        conditions = Immutable.list(conditions);
    }
}
