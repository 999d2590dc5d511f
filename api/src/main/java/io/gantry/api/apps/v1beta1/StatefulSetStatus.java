package io.gantry.api.apps.v1beta1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.Sharing;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts and revisions of the pods of a StatefulSet.
 *
 * @param observedGeneration Generation of the spec that this status is about.
 * @param replicas Pods that exist, ready or not.
 * @param readyReplicas Pods whose Ready condition is true.
 * @param currentReplicas Pods that have the template of currentRevision.
 * @param updatedReplicas Pods that have the template of updateRevision.
 * @param currentRevision Name of the ControllerRevision that the pods not yet updated have.
 * @param updateRevision Name of the ControllerRevision that belongs to the present template. Equal to currentRevision
 *     when no update is under way.
 * @param collisionCount How often the name of a new ControllerRevision was taken already; it goes into the next attempt
 *     at a name.
 * @param conditions Present observations about the StatefulSet, one entry for each type.
 * @param availableReplicas Pods that have been ready for at least minReadySeconds.
 */
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
