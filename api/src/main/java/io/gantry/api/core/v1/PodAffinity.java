package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;

/**
 * Which other pods a pod must or should run close to. Not looked at again after the pod was placed.
 *
 * @param requiredDuringSchedulingIgnoredDuringExecution Terms that must all hold for a node, or the pod is not placed
 *     there.
 * @param preferredDuringSchedulingIgnoredDuringExecution Wishes with weights; nodes with the higher sum are favoured.
 */
@ApiType
public record PodAffinity(
        @Field(value = 1, listType = ListType.ATOMIC)
        List<PodAffinityTerm> requiredDuringSchedulingIgnoredDuringExecution,

        @Field(value = 2, listType = ListType.ATOMIC)
        List<WeightedPodAffinityTerm> preferredDuringSchedulingIgnoredDuringExecution) {
    public PodAffinity {
        requiredDuringSchedulingIgnoredDuringExecution = Immutable.list(requiredDuringSchedulingIgnoredDuringExecution);
        preferredDuringSchedulingIgnoredDuringExecution =
                Immutable.list(preferredDuringSchedulingIgnoredDuringExecution);
    }
}
