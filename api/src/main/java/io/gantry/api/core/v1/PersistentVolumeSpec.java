package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import io.gantry.api.types.Quantity;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code PersistentVolumeSpec} of {@code v1}. */
@ApiType
public record PersistentVolumeSpec(
        @Field(1) Map<String, Quantity> capacity,
        @Field(value = 1, in = 2) @Nullable GCEPersistentDiskVolumeSource gcePersistentDisk,
        @Field(value = 2, in = 2) @Nullable AWSElasticBlockStoreVolumeSource awsElasticBlockStore,
        @Field(value = 3, in = 2) @Nullable HostPathVolumeSource hostPath,
        @Field(value = 4, in = 2) @Nullable GlusterfsPersistentVolumeSource glusterfs,
        @Field(value = 5, in = 2) @Nullable NFSVolumeSource nfs,
        @Field(value = 6, in = 2) @Nullable RBDPersistentVolumeSource rbd,
        @Field(value = 7, in = 2) @Nullable ISCSIPersistentVolumeSource iscsi,
        @Field(value = 8, in = 2) @Nullable CinderPersistentVolumeSource cinder,
        @Field(value = 9, in = 2) @Nullable CephFSPersistentVolumeSource cephfs,
        @Field(value = 10, in = 2) @Nullable FCVolumeSource fc,
        @Field(value = 11, in = 2) @Nullable FlockerVolumeSource flocker,
        @Field(value = 12, in = 2) @Nullable FlexPersistentVolumeSource flexVolume,
        @Field(value = 13, in = 2) @Nullable AzureFilePersistentVolumeSource azureFile,
        @Field(value = 14, in = 2) @Nullable VsphereVirtualDiskVolumeSource vsphereVolume,
        @Field(value = 15, in = 2) @Nullable QuobyteVolumeSource quobyte,
        @Field(value = 16, in = 2) @Nullable AzureDiskVolumeSource azureDisk,
        @Field(value = 17, in = 2) @Nullable PhotonPersistentDiskVolumeSource photonPersistentDisk,
        @Field(value = 18, in = 2) @Nullable PortworxVolumeSource portworxVolume,
        @Field(value = 19, in = 2) @Nullable ScaleIOPersistentVolumeSource scaleIO,
        @Field(value = 20, in = 2) @Nullable LocalVolumeSource local,
        @Field(value = 21, in = 2) @Nullable StorageOSPersistentVolumeSource storageos,
        @Field(value = 22, in = 2) @Nullable CSIPersistentVolumeSource csi,
        @Field(value = 3, listType = ListType.ATOMIC) List<String> accessModes,
        @Field(4) @Nullable ObjectReference claimRef,
        @Field(5) @Default("Retain") @Nullable String persistentVolumeReclaimPolicy,
        @Field(6) @Nullable String storageClassName,
        @Field(value = 7, listType = ListType.ATOMIC) List<String> mountOptions,

        @Field(value = 8, pointer = true) @Default("Filesystem") @Nullable
        String volumeMode,

        @Field(9) @Nullable VolumeNodeAffinity nodeAffinity,
        @Field(value = 10, pointer = true) @Nullable String volumeAttributesClassName) {
    public PersistentVolumeSpec {
        capacity = Immutable.map(capacity);
        accessModes = Immutable.list(accessModes);
        mountOptions = Immutable.list(mountOptions);
    }
}
