package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.Sharing;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many pods a ReplicationController has.
 *
 * @param replicas Pods that exist.
 * @param fullyLabeledReplicas Pods that have all labels of the template.
 * @param observedGeneration Generation of the spec that this status is based on.
 * @param readyReplicas Pods that are ready.
 * @param availableReplicas Pods that have been ready for at least minReadySeconds.
 * @param conditions Latest observations.
 */
@ApiType
public record ReplicationControllerStatus(
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
        List<ReplicationControllerCondition> conditions) {
    public ReplicationControllerStatus {
        conditions = Immutable.list(conditions);
    }
}
