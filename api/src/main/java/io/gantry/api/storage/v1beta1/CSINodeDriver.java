package io.gantry.api.storage.v1beta1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code CSINodeDriver} of {@code storage.k8s.io/v1beta1}. */
@ApiType
public record CSINodeDriver(
        @Field(value = 1, required = true) String name,
        @Field(value = 2, required = true) String nodeID,
        @Field(value = 3, listType = ListType.ATOMIC) List<String> topologyKeys,
        @Field(4) @Nullable VolumeNodeResources allocatable) {
    public CSINodeDriver {
        topologyKeys = Immutable.list(topologyKeys);
    }
}
