package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Required;
import org.jspecify.annotations.Nullable;

/**
 * A ScaleIO volume mounted straight into a pod. No longer supported: use a CSI driver.
 *
 * @param gateway Host at which the API of ScaleIO is reached.
 * @param system Which storage system behind the gateway to use.
 * @param secretRef Secret in the pod's namespace with the user's name and password. Required.
 * @param sslEnabled Whether the gateway is spoken to over TLS. Defaults to false.
 * @param protectionDomain ScaleIO protection domain of the storage.
 * @param storagePool Which pool of the protection domain the volume lies in.
 * @param storageMode One of ThickProvisioned, ThinProvisioned. Defaults to ThinProvisioned.
 * @param volumeName Name of an existing volume.
 * @param fsType Filesystem to mount, such as ext4 or xfs. Defaults to xfs.
 * @param readOnly Whether the mount refuses writes. Defaults to false.
 */
@ApiType
public record ScaleIOVolumeSource(
        @Field(value = 1, required = true) @Required String gateway,
        @Field(value = 2, required = true) @Required String system,
        @Field(value = 3, required = true) @Nullable LocalObjectReference secretRef,
        @Field(4) @Nullable Boolean sslEnabled,
        @Field(5) @Nullable String protectionDomain,
        @Field(6) @Nullable String storagePool,
        @Field(7) @Default("ThinProvisioned") @Nullable String storageMode,
        @Field(8) @Required @Nullable String volumeName,
        @Field(9) @Default("xfs") @Nullable String fsType,
        @Field(10) @Nullable Boolean readOnly) {}
