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

/** Kubernetes {@code PersistentVolumeClaimStatus} of {@code v1}. */
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
