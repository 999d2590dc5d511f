package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code PersistentVolumeSource} of {@code v1}. */
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
