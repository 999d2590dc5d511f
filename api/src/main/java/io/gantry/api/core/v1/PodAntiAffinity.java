package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;

/**
 * Which other pods a pod must or should run apart from. Not looked at again after the pod was placed.
 *
 * @param requiredDuringSchedulingIgnoredDuringExecution Pods that must not be in the same domain; else the pod is not
 *     placed there.
 * @param preferredDuringSchedulingIgnoredDuringExecution Wishes with weights; nodes with the higher sum are avoided.
 */
@ApiType
public record PodAntiAffinity(
        @Field(value = 1, listType = ListType.ATOMIC)
        List<PodAffinityTerm> requiredDuringSchedulingIgnoredDuringExecution,

        @Field(value = 2, listType = ListType.ATOMIC)
        List<WeightedPodAffinityTerm> preferredDuringSchedulingIgnoredDuringExecution) {
    public PodAntiAffinity {
        requiredDuringSchedulingIgnoredDuringExecution = Immutable.list(requiredDuringSchedulingIgnoredDuringExecution);
        preferredDuringSchedulingIgnoredDuringExecution =
                Immutable.list(preferredDuringSchedulingIgnoredDuringExecution);
    }
}
