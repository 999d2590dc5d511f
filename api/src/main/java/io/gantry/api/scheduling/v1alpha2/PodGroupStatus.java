package io.gantry.api.scheduling.v1alpha2;

import io.gantry.api.meta.v1.Condition;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.Sharing;
import io.gantry.api.types.Immutable;
import java.util.List;

/**
 * What came of scheduling a group of pods.
 *
 * @param conditions Latest observations: PodGroupScheduled (could enough pods be placed), DisruptionTarget (is it about
 *     to be preempted).
 * @param resourceClaimStatuses ResourceClaims that were made from templates for the group.
 */
@ApiType
public record PodGroupStatus(
        @Field(
                value = 1,
                listType = ListType.MAP,
                mapKeys = "type",
                merge = true,
                mergeKey = "type",
                sharing = Sharing.EACH)
        List<Condition> conditions,

        @Field(value = 2, listType = ListType.MAP, mapKeys = "name", merge = true, retainKeys = true, mergeKey = "name")
        List<PodGroupResourceClaimStatus> resourceClaimStatuses) {
    public PodGroupStatus {
        conditions = Immutable.list(conditions);
        resourceClaimStatuses = Immutable.list(resourceClaimStatuses);
    }
}
