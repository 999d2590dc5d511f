package io.gantry.api.scheduling.v1alpha2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code WorkloadSpec} of {@code scheduling.k8s.io/v1alpha2}. */
@ApiType
public record WorkloadSpec(
        @Field(1) @Nullable TypedLocalObjectReference controllerRef,

        @Field(value = 2, required = true, listType = ListType.MAP, mapKeys = "name")
        List<PodGroupTemplate> podGroupTemplates) {
    public WorkloadSpec {
        podGroupTemplates = Immutable.list(podGroupTemplates);
    }
}
