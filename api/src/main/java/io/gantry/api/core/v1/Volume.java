package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Format;
import io.gantry.api.schema.Member;
import io.gantry.api.schema.Required;
import io.gantry.api.schema.TextFormat;
import io.gantry.api.schema.Union;
import org.jspecify.annotations.Nullable;

/**
 * Storage that the containers of a pod can mount by its name. Exactly one kind is set; an empty volume is an emptyDir.
 *
 * @param name What mounts of the containers call it: a DNS label, used for no other volume of the pod.
 * @param hostPath File or directory of the node. Unsafe; keep it to system workloads.
 * @param emptyDir Directory that starts empty and is deleted with the pod.
 * @param gcePersistentDisk Google Compute Engine disk. Deprecated: use a PersistentVolumeClaim.
 * @param awsElasticBlockStore Amazon EBS disk. Deprecated: use a PersistentVolumeClaim.
 * @param gitRepo Clone of a git repository. Deprecated: clone into an emptyDir with an init container.
 * @param secret Entries of a Secret as files.
 * @param nfs NFS export.
 * @param iscsi iSCSI LUN.
 * @param glusterfs GlusterFS volume. No longer supported: use a PersistentVolumeClaim.
 * @param persistentVolumeClaim Volume bound to a claim of the pod's namespace.
 * @param rbd Ceph RBD image. No longer supported: use a PersistentVolumeClaim.
 * @param flexVolume Volume of a FlexVolume driver. Deprecated: use a CSI driver.
 * @param cinder OpenStack Cinder volume. Deprecated: use a PersistentVolumeClaim.
 * @param cephfs CephFS directory. No longer supported: use a PersistentVolumeClaim.
 * @param flocker Flocker dataset. No longer supported: use a PersistentVolumeClaim.
 * @param downwardAPI Facts about the pod as files.
 * @param fc Fibre Channel LUN.
 * @param azureFile Azure Files share. Deprecated: use a PersistentVolumeClaim.
 * @param configMap Entries of a ConfigMap as files.
 * @param vsphereVolume vSphere disk. Deprecated: use a PersistentVolumeClaim.
 * @param quobyte Quobyte volume. No longer supported: use a PersistentVolumeClaim.
 * @param azureDisk Azure disk. Deprecated: use a PersistentVolumeClaim.
 * @param photonPersistentDisk Photon Controller disk. No longer supported: use a PersistentVolumeClaim.
 * @param portworxVolume Portworx volume. Deprecated: use a PersistentVolumeClaim.
 * @param scaleIO ScaleIO volume. No longer supported: use a PersistentVolumeClaim.
 * @param projected Files from several sources in one directory.
 * @param storageos StorageOS volume. No longer supported: use a PersistentVolumeClaim.
 * @param csi Volume that a CSI driver makes for this pod alone.
 * @param ephemeral Volume provisioned through a claim of its own, made and deleted along with the pod.
 * @param image Content of an image or OCI artifact, read-only.
 */
@Union(none = "must specify a volume type", many = "may not specify more than 1 volume type", first = "emptyDir")
@ApiType
public record Volume(
        @Field(value = 1, required = true) @Required @Format(TextFormat.SHORT_NAME)
        String name,

        @Field(value = 1, in = 2) @Member @Nullable HostPathVolumeSource hostPath,
        @Field(value = 2, in = 2) @Member @Nullable EmptyDirVolumeSource emptyDir,
        @Field(value = 3, in = 2) @Member @Nullable GCEPersistentDiskVolumeSource gcePersistentDisk,
        @Field(value = 4, in = 2) @Member @Nullable AWSElasticBlockStoreVolumeSource awsElasticBlockStore,
        @Field(value = 5, in = 2) @Member @Nullable GitRepoVolumeSource gitRepo,
        @Field(value = 6, in = 2) @Member @Nullable SecretVolumeSource secret,
        @Field(value = 7, in = 2) @Member @Nullable NFSVolumeSource nfs,
        @Field(value = 8, in = 2) @Member @Nullable ISCSIVolumeSource iscsi,
        @Field(value = 9, in = 2) @Member @Nullable GlusterfsVolumeSource glusterfs,
        @Field(value = 10, in = 2) @Member @Nullable PersistentVolumeClaimVolumeSource persistentVolumeClaim,
        @Field(value = 11, in = 2) @Member @Nullable RBDVolumeSource rbd,
        @Field(value = 12, in = 2) @Member @Nullable FlexVolumeSource flexVolume,
        @Field(value = 13, in = 2) @Member @Nullable CinderVolumeSource cinder,
        @Field(value = 14, in = 2) @Member @Nullable CephFSVolumeSource cephfs,
        @Field(value = 15, in = 2) @Member @Nullable FlockerVolumeSource flocker,
        @Field(value = 16, in = 2) @Member @Nullable DownwardAPIVolumeSource downwardAPI,
        @Field(value = 17, in = 2) @Member @Nullable FCVolumeSource fc,
        @Field(value = 18, in = 2) @Member @Nullable AzureFileVolumeSource azureFile,
        @Field(value = 19, in = 2) @Member @Nullable ConfigMapVolumeSource configMap,
        @Field(value = 20, in = 2) @Member @Nullable VsphereVirtualDiskVolumeSource vsphereVolume,
        @Field(value = 21, in = 2) @Member @Nullable QuobyteVolumeSource quobyte,
        @Field(value = 22, in = 2) @Member @Nullable AzureDiskVolumeSource azureDisk,
        @Field(value = 23, in = 2) @Member @Nullable PhotonPersistentDiskVolumeSource photonPersistentDisk,
        @Field(value = 24, in = 2) @Member @Nullable PortworxVolumeSource portworxVolume,
        @Field(value = 25, in = 2) @Member @Nullable ScaleIOVolumeSource scaleIO,
        @Field(value = 26, in = 2) @Member @Nullable ProjectedVolumeSource projected,
        @Field(value = 27, in = 2) @Member @Nullable StorageOSVolumeSource storageos,
        @Field(value = 28, in = 2) @Member @Nullable CSIVolumeSource csi,
        @Field(value = 29, in = 2) @Member @Nullable EphemeralVolumeSource ephemeral,
        @Field(value = 30, in = 2) @Member @Nullable ImageVolumeSource image) {}
