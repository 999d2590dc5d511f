package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.EnumOf;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Format;
import io.gantry.api.schema.ImmutableField;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.Member;
import io.gantry.api.schema.Required;
import io.gantry.api.schema.TextFormat;
import io.gantry.api.schema.Union;
import io.gantry.api.types.Immutable;
import io.gantry.api.types.Quantity;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the storage of a volume is and how it may be used. Exactly one kind of storage is set.
 *
 * @param capacity Size of the volume, under storage.
 * @param gcePersistentDisk Google Compute Engine disk. Deprecated: use csi.
 * @param awsElasticBlockStore Amazon EBS disk. Deprecated: use csi.
 * @param hostPath Directory of a single node, for trials on one machine; use local otherwise.
 * @param glusterfs GlusterFS volume. No longer supported: use csi.
 * @param nfs NFS export.
 * @param rbd Ceph RBD image. No longer supported: use csi.
 * @param iscsi iSCSI LUN.
 * @param cinder OpenStack Cinder volume. Deprecated: use csi.
 * @param cephfs CephFS directory. No longer supported: use csi.
 * @param fc Fibre Channel LUN.
 * @param flocker Flocker dataset. No longer supported: use csi.
 * @param flexVolume Volume of a FlexVolume driver. Deprecated: use csi.
 * @param azureFile Azure Files share. Deprecated: use csi.
 * @param vsphereVolume vSphere disk. Deprecated: use csi.
 * @param quobyte Quobyte volume. No longer supported: use csi.
 * @param azureDisk Azure disk. Deprecated: use csi.
 * @param photonPersistentDisk Photon Controller disk. No longer supported: use csi.
 * @param portworxVolume Portworx volume. Deprecated: use csi.
 * @param scaleIO ScaleIO volume. No longer supported: use csi.
 * @param local Disk or directory that belongs to one node; needs nodeAffinity.
 * @param storageos StorageOS volume. No longer supported: use csi.
 * @param csi Volume of a CSI driver.
 * @param accessModes Ways of access that the volume offers: ReadWriteOnce, ReadOnlyMany, ReadWriteMany,
 *     ReadWriteOncePod.
 * @param claimRef The claim that the volume is bound to, or reserved for. The binding counts once both sides name each
 *     other.
 * @param persistentVolumeReclaimPolicy What happens when the claim is gone. One of Retain, Delete, Recycle
 *     (deprecated). Defaults to Retain, for provisioned volumes to Delete.
 * @param storageClassName StorageClass the volume belongs to; empty for none. Only claims of the same class bind to it.
 * @param mountOptions Options for the mount, such as ro or soft. Not checked beforehand: a wrong one makes mounting
 *     fail.
 * @param volumeMode One of Filesystem (mounted as a directory) or Block (raw device). Defaults to Filesystem.
 * @param nodeAffinity Nodes that can reach the volume; pods that use it are placed on these only.
 * @param volumeAttributesClassName VolumeAttributesClass of the volume, absent for none. Only claims of the same class
 *     bind to it; changed by the CSI driver's controller.
 */
@Union(none = "must specify a volume type", many = "may not specify more than 1 volume type", all = true)
@ApiType
public record PersistentVolumeSpec(
        @Field(1) Map<String, Quantity> capacity,
        @Field(value = 1, in = 2) @Member @Nullable GCEPersistentDiskVolumeSource gcePersistentDisk,
        @Field(value = 2, in = 2) @Member @Nullable AWSElasticBlockStoreVolumeSource awsElasticBlockStore,
        @Field(value = 3, in = 2) @Member @Nullable HostPathVolumeSource hostPath,
        @Field(value = 4, in = 2) @Member @Nullable GlusterfsPersistentVolumeSource glusterfs,

        @Field(value = 5, in = 2) @Member @Nullable NFSVolumeSource nfs,
        @Field(value = 6, in = 2) @Member @Nullable RBDPersistentVolumeSource rbd,
        @Field(value = 7, in = 2) @Member @Nullable ISCSIPersistentVolumeSource iscsi,
        @Field(value = 8, in = 2) @Member @Nullable CinderPersistentVolumeSource cinder,
        @Field(value = 9, in = 2) @Member @Nullable CephFSPersistentVolumeSource cephfs,
        @Field(value = 10, in = 2) @Member @Nullable FCVolumeSource fc,
        @Field(value = 11, in = 2) @Member @Nullable FlockerVolumeSource flocker,
        @Field(value = 12, in = 2) @Member @Nullable FlexPersistentVolumeSource flexVolume,
        @Field(value = 13, in = 2) @Member @Nullable AzureFilePersistentVolumeSource azureFile,
        @Field(value = 14, in = 2) @Member @Nullable VsphereVirtualDiskVolumeSource vsphereVolume,
        @Field(value = 15, in = 2) @Member @Nullable QuobyteVolumeSource quobyte,
        @Field(value = 16, in = 2) @Member @Nullable AzureDiskVolumeSource azureDisk,
        @Field(value = 17, in = 2) @Member @Nullable PhotonPersistentDiskVolumeSource photonPersistentDisk,
        @Field(value = 18, in = 2) @Member @Nullable PortworxVolumeSource portworxVolume,
        @Field(value = 19, in = 2) @Member @Nullable ScaleIOPersistentVolumeSource scaleIO,
        @Field(value = 20, in = 2) @Member @Nullable LocalVolumeSource local,
        @Field(value = 21, in = 2) @Member @Nullable StorageOSPersistentVolumeSource storageos,
        @Field(value = 22, in = 2) @Member @Nullable CSIPersistentVolumeSource csi,

        @Field(value = 3, listType = ListType.ATOMIC)
        @Required
        @EnumOf(
                value = {"ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"},
                numbered = false)
        List<String> accessModes,

        @Field(4) @Nullable ObjectReference claimRef,

        @Field(5) @Default("Retain") @Required @EnumOf({"Delete", "Recycle", "Retain"}) @Nullable
        String persistentVolumeReclaimPolicy,

        @Field(6) @Format(TextFormat.LONG_NAME) @Nullable String storageClassName,
        @Field(value = 7, listType = ListType.ATOMIC) List<String> mountOptions,

        @Field(value = 8, pointer = true)
        @Default("Filesystem")
        @Required
        @EnumOf({"Block", "Filesystem"})
        @ImmutableField
        @Nullable
        String volumeMode,

        @Field(9) @Nullable VolumeNodeAffinity nodeAffinity,
        @Field(value = 10, pointer = true) @Nullable String volumeAttributesClassName) {
    public PersistentVolumeSpec {
        capacity = Immutable.map(capacity);
        accessModes = Immutable.list(accessModes);
        mountOptions = Immutable.list(mountOptions);
    }
}
