package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.Sharing;
import io.gantry.api.types.Immutable;
import io.gantry.api.types.Quantity;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a claim has.
 *
 * @param phase One of Pending, Bound, Lost (the bound volume is gone). Defaults to Pending.
 * @param accessModes Ways of access that the bound volume offers.
 * @param capacity Size of the bound volume as it is now.
 * @param conditions Latest observations, mostly on resizing.
 * @param allocatedResources Size that a resize in progress aims at; may be more than was asked for, and counts for
 *     quota.
 * @param allocatedResourceStatuses Step of a resize, by resource: ControllerResizeInProgress,
 *     ControllerResizeInfeasible, NodeResizePending, NodeResizeInProgress or NodeResizeInfeasible.
 * @param currentVolumeAttributesClassName VolumeAttributesClass that the volume has now; absent when it has none.
 * @param modifyVolumeStatus Progress of a change of the attributes class. Absent when none is under way.
 */
@ApiType
public record PersistentVolumeClaimStatus(
        @Field(1) @Default("Pending") @Nullable String phase,
        @Field(value = 2, listType = ListType.ATOMIC) List<String> accessModes,
        @Field(3) Map<String, Quantity> capacity,

        @Field(
                value = 4,
                listType = ListType.MAP,
                mapKeys = "type",
                merge = true,
                mergeKey = "type",
                sharing = Sharing.EACH)
        List<PersistentVolumeClaimCondition> conditions,

        @Field(5) Map<String, Quantity> allocatedResources,
        @Field(7) Map<String, String> allocatedResourceStatuses,
        @Field(value = 8, pointer = true) @Nullable String currentVolumeAttributesClassName,
        @Field(9) @Nullable ModifyVolumeStatus modifyVolumeStatus) {
    public PersistentVolumeClaimStatus {
        accessModes = Immutable.list(accessModes);
        capacity = Immutable.map(capacity);
        conditions = Immutable.list(conditions);
        allocatedResources = Immutable.map(allocatedResources);
        allocatedResourceStatuses = Immutable.map(allocatedResourceStatuses);
    }
}
