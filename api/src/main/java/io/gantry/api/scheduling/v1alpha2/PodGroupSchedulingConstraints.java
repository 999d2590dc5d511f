package io.gantry.api.scheduling.v1alpha2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;

/**
 * Where the pods of a group may be placed with regard to one another.
 *
 * @param topology Topology domains that the group must not be split over; one entry at most.
 */
@ApiType
public record PodGroupSchedulingConstraints(
        @Field(value = 1, listType = ListType.ATOMIC) List<TopologyConstraint> topology) {
    public PodGroupSchedulingConstraints {
        topology = Immutable.list(topology);
    }
}
