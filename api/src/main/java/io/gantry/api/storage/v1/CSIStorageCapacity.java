package io.gantry.api.storage.v1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.LabelSelector;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.Quantity;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code CSIStorageCapacity} of {@code storage.k8s.io/v1}. */
@ApiType
@ApiKind(
        group = "storage.k8s.io",
        version = "v1",
        plural = "csistoragecapacities",
        singular = "csistoragecapacity",
        namespaced = true,
        verbs = {"create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"})
public record CSIStorageCapacity(
        @Field(value = 1, always = true) ObjectMeta metadata,
        @Field(2) @Nullable LabelSelector nodeTopology,
        @Field(value = 3, required = true) String storageClassName,
        @Field(4) @Nullable Quantity capacity,
        @Field(5) @Nullable Quantity maximumVolumeSize)
        implements KubeObject {
    @Override
    public Kind<CSIStorageCapacity> kind() {
        return CSIStorageCapacityType.KIND;
    }

    @Override
    public CSIStorageCapacity withMetadata(ObjectMeta metadata) {
        return new CSIStorageCapacity(metadata, nodeTopology, storageClassName, capacity, maximumVolumeSize);
    }
}
