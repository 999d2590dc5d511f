package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * The storage behind a PersistentVolume; exactly one member is set, and it cannot be changed.
 *
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
 */
@ApiType
public record PersistentVolumeSource(
        @Field(1) @Nullable GCEPersistentDiskVolumeSource gcePersistentDisk,
        @Field(2) @Nullable AWSElasticBlockStoreVolumeSource awsElasticBlockStore,
        @Field(3) @Nullable HostPathVolumeSource hostPath,
        @Field(4) @Nullable GlusterfsPersistentVolumeSource glusterfs,
        @Field(5) @Nullable NFSVolumeSource nfs,
        @Field(6) @Nullable RBDPersistentVolumeSource rbd,
        @Field(7) @Nullable ISCSIPersistentVolumeSource iscsi,
        @Field(8) @Nullable CinderPersistentVolumeSource cinder,
        @Field(9) @Nullable CephFSPersistentVolumeSource cephfs,
        @Field(10) @Nullable FCVolumeSource fc,
        @Field(11) @Nullable FlockerVolumeSource flocker,
        @Field(12) @Nullable FlexPersistentVolumeSource flexVolume,
        @Field(13) @Nullable AzureFilePersistentVolumeSource azureFile,
        @Field(14) @Nullable VsphereVirtualDiskVolumeSource vsphereVolume,
        @Field(15) @Nullable QuobyteVolumeSource quobyte,
        @Field(16) @Nullable AzureDiskVolumeSource azureDisk,
        @Field(17) @Nullable PhotonPersistentDiskVolumeSource photonPersistentDisk,
        @Field(18) @Nullable PortworxVolumeSource portworxVolume,
        @Field(19) @Nullable ScaleIOPersistentVolumeSource scaleIO,
        @Field(20) @Nullable LocalVolumeSource local,
        @Field(21) @Nullable StorageOSPersistentVolumeSource storageos,
        @Field(22) @Nullable CSIPersistentVolumeSource csi) {}
