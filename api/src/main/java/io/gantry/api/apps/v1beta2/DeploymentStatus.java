package io.gantry.api.apps.v1beta2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.Sharing;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the controller last saw of a Deployment. Pods that are being deleted are counted apart.
 *
 * @param observedGeneration Generation of the spec that the controller acted on last.
 * @param replicas Pods of all revisions together, apart from those being deleted.
 * @param updatedReplicas Pods that have the present template.
 * @param availableReplicas Pods that have been ready for at least minReadySeconds.
 * @param unavailableReplicas Pods still lacking for full availability, be it that they are not ready or not made yet.
 * @param conditions Present observations, one entry for each type.
 * @param readyReplicas Pods whose Ready condition is true.
 * @param collisionCount How often the name of a new ReplicaSet was taken already; it makes the next name differ.
 * @param terminatingReplicas Pods that have been told to stop and have not ended yet.
 */
@ApiType
public record DeploymentStatus(
        @Field(1) @Nullable Long observedGeneration,
        @Field(2) @Nullable Integer replicas,
        @Field(3) @Nullable Integer updatedReplicas,
        @Field(4) @Nullable Integer availableReplicas,
        @Field(5) @Nullable Integer unavailableReplicas,

        @Field(
                value = 6,
                listType = ListType.MAP,
                mapKeys = "type",
                merge = true,
                mergeKey = "type",
                sharing = Sharing.EACH)
        List<DeploymentCondition> conditions,

        @Field(7) @Nullable Integer readyReplicas,
        @Field(value = 8, pointer = true) @Nullable Integer collisionCount,
        @Field(value = 9, pointer = true) @Nullable Integer terminatingReplicas) {
    public DeploymentStatus {
        conditions = Immutable.list(conditions);
    }
}
