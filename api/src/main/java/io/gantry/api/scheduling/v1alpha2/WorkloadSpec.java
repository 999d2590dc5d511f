package io.gantry.api.scheduling.v1alpha2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The templates of a Workload, and whom it belongs to.
 *
 * @param controllerRef Object that the workload stands for, such as a Job; for tools to lead back to it. Immutable.
 * @param podGroupTemplates Templates for groups of pods, at most 8. Immutable.
 */
@ApiType
public record WorkloadSpec(
        @Field(1) @Nullable TypedLocalObjectReference controllerRef,

        @Field(value = 2, required = true, listType = ListType.MAP, mapKeys = "name")
        List<PodGroupTemplate> podGroupTemplates) {
    public WorkloadSpec {
        podGroupTemplates = Immutable.list(podGroupTemplates);
    }
}
