package io.gantry.api.scheduling.v1alpha2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code PodGroupSpec} of {@code scheduling.k8s.io/v1alpha2}. */
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
