package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code Volume} of {@code v1}. */
@ApiType
public record Volume(
        @Field(value = 1, required = true) String name,
        @Field(value = 1, in = 2) @Nullable HostPathVolumeSource hostPath,
        @Field(value = 2, in = 2) @Nullable EmptyDirVolumeSource emptyDir,
        @Field(value = 3, in = 2) @Nullable GCEPersistentDiskVolumeSource gcePersistentDisk,
        @Field(value = 4, in = 2) @Nullable AWSElasticBlockStoreVolumeSource awsElasticBlockStore,
        @Field(value = 5, in = 2) @Nullable GitRepoVolumeSource gitRepo,
        @Field(value = 6, in = 2) @Nullable SecretVolumeSource secret,
        @Field(value = 7, in = 2) @Nullable NFSVolumeSource nfs,
        @Field(value = 8, in = 2) @Nullable ISCSIVolumeSource iscsi,
        @Field(value = 9, in = 2) @Nullable GlusterfsVolumeSource glusterfs,
        @Field(value = 10, in = 2) @Nullable PersistentVolumeClaimVolumeSource persistentVolumeClaim,
        @Field(value = 11, in = 2) @Nullable RBDVolumeSource rbd,
        @Field(value = 12, in = 2) @Nullable FlexVolumeSource flexVolume,
        @Field(value = 13, in = 2) @Nullable CinderVolumeSource cinder,
        @Field(value = 14, in = 2) @Nullable CephFSVolumeSource cephfs,
        @Field(value = 15, in = 2) @Nullable FlockerVolumeSource flocker,
        @Field(value = 16, in = 2) @Nullable DownwardAPIVolumeSource downwardAPI,
        @Field(value = 17, in = 2) @Nullable FCVolumeSource fc,
        @Field(value = 18, in = 2) @Nullable AzureFileVolumeSource azureFile,
        @Field(value = 19, in = 2) @Nullable ConfigMapVolumeSource configMap,
        @Field(value = 20, in = 2) @Nullable VsphereVirtualDiskVolumeSource vsphereVolume,
        @Field(value = 21, in = 2) @Nullable QuobyteVolumeSource quobyte,
        @Field(value = 22, in = 2) @Nullable AzureDiskVolumeSource azureDisk,
        @Field(value = 23, in = 2) @Nullable PhotonPersistentDiskVolumeSource photonPersistentDisk,
        @Field(value = 24, in = 2) @Nullable PortworxVolumeSource portworxVolume,
        @Field(value = 25, in = 2) @Nullable ScaleIOVolumeSource scaleIO,
        @Field(value = 26, in = 2) @Nullable ProjectedVolumeSource projected,
        @Field(value = 27, in = 2) @Nullable StorageOSVolumeSource storageos,
        @Field(value = 28, in = 2) @Nullable CSIVolumeSource csi,
        @Field(value = 29, in = 2) @Nullable EphemeralVolumeSource ephemeral,
        @Field(value = 30, in = 2) @Nullable ImageVolumeSource image) {}
