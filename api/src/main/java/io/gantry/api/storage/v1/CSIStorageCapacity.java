package io.gantry.api.storage.v1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.LabelSelector;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Column;
import io.gantry.api.schema.Field;
import io.gantry.api.types.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * How much space a CSI driver has for volumes of one StorageClass in one part of the cluster. Written by the driver,
 * read by the scheduler.
 *
 * @param metadata Name, labels, annotations and the other data that every object carries.
 * @param nodeTopology Labels of the nodes that can reach this storage. Empty means all nodes; absent means none.
 *     Immutable.
 * @param storageClassName The StorageClass whose volumes the figures are about, by name. Immutable.
 * @param capacity Space left for new volumes. Unknown when absent.
 * @param maximumVolumeSize Largest size that a single new volume may have. Unknown when absent.
 */
@ApiType
@Column(name = "Name", path = "metadata.name", format = "name")
@Column(name = "StorageClassName", path = "storageClassName")
@Column(name = "Capacity", path = "capacity", otherwise = "<unset>")
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
