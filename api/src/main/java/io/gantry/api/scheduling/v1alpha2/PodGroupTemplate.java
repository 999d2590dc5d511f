package io.gantry.api.scheduling.v1alpha2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A template in a Workload for groups of pods.
 *
 * @param name Name of the template, a DNS label that is unique in the Workload. Immutable.
 * @param schedulingPolicy Whether pods are placed one by one or as a gang.
 * @param schedulingConstraints Where the pods of a group may be placed with regard to one another.
 * @param resourceClaims ResourceClaims that the pods of a group share.
 * @param disruptionMode What preemption takes away. One of Pod (single pods) or PodGroup (all of them together).
 * @param priorityClassName PriorityClass of the groups. Defaults to the class marked as global default; without one the
 *     priority is 0.
 * @param priority Importance compared with others, higher is more; filled in from priorityClassName.
 */
@ApiType
public record PodGroupTemplate(
        @Field(value = 1, required = true) String name,
        @Field(value = 2, required = true, always = true) PodGroupSchedulingPolicy schedulingPolicy,
        @Field(3) @Nullable PodGroupSchedulingConstraints schedulingConstraints,

        @Field(value = 4, listType = ListType.MAP, mapKeys = "name", merge = true, retainKeys = true, mergeKey = "name")
        List<PodGroupResourceClaim> resourceClaims,

        @Field(5) @Nullable String disruptionMode,
        @Field(6) @Nullable String priorityClassName,
        @Field(value = 7, pointer = true) @Nullable Integer priority) {
    public PodGroupTemplate {
        resourceClaims = Immutable.list(resourceClaims);
    }
}
