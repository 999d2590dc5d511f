package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * Rules that draw a pod to certain nodes or pods, or keep it away from other pods, when the scheduler places it.
 *
 * @param nodeAffinity Which nodes the pod must or should land on, by their labels.
 * @param podAffinity Which running pods this pod must or should share a zone, node or other topology domain with.
 * @param podAntiAffinity Which running pods this pod must or should stay away from, by topology domain.
 */
@ApiType
public record Affinity(
        @Field(1) @Nullable NodeAffinity nodeAffinity,
        @Field(2) @Nullable PodAffinity podAffinity,
        @Field(3) @Nullable PodAntiAffinity podAntiAffinity) {}
