package io.gantry.api.scheduling.v1alpha2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;

/** Kubernetes {@code PodGroupSchedulingConstraints} of {@code scheduling.k8s.io/v1alpha2}. */
@ApiType
public record PodGroupSchedulingConstraints(
        @Field(value = 1, listType = ListType.ATOMIC) List<TopologyConstraint> topology) {
    public PodGroupSchedulingConstraints {
        topology = Immutable.list(topology);
    }
}
