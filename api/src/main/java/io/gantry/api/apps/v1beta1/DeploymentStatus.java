package io.gantry.api.apps.v1beta1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.Sharing;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code DeploymentStatus} of {@code apps/v1beta1}. */
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
