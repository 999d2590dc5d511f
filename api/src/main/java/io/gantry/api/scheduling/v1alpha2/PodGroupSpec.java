package io.gantry.api.scheduling.v1alpha2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a group of pods is to be scheduled. Immutable; controllers copy it from a template.
 *
 * @param podGroupTemplateRef Template that the group was made from, if it was. Immutable.
 * @param schedulingPolicy Whether pods are placed one by one or as a gang. Immutable.
 * @param schedulingConstraints Where the pods may be placed with regard to one another. Immutable.
 * @param resourceClaims ResourceClaims that the pods of the group share. Immutable.
 * @param disruptionMode What preemption takes away. One of Pod (single pods) or PodGroup (all of them together).
 *     Defaults to Pod. Immutable.
 * @param priorityClassName PriorityClass of the group. Defaults to the class marked as global default; without one the
 *     priority is 0. Immutable.
 * @param priority Importance compared with others, higher is more; filled in from priorityClassName. Immutable.
 */
@ApiType
public record PodGroupSpec(
        @Field(1) @Nullable PodGroupTemplateReference podGroupTemplateRef,
        @Field(value = 2, required = true, always = true) PodGroupSchedulingPolicy schedulingPolicy,
        @Field(3) @Nullable PodGroupSchedulingConstraints schedulingConstraints,

        @Field(value = 4, listType = ListType.MAP, mapKeys = "name", merge = true, retainKeys = true, mergeKey = "name")
        List<PodGroupResourceClaim> resourceClaims,

        @Field(5) @Nullable String disruptionMode,
        @Field(6) @Nullable String priorityClassName,
        @Field(value = 7, pointer = true) @Nullable Integer priority) {
    public PodGroupSpec {
        resourceClaims = Immutable.list(resourceClaims);
    }
}
