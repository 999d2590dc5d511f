package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.CrossChecked;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Required;
import org.jspecify.annotations.Nullable;

/**
 * An OpenStack Cinder volume mounted straight into a pod. Deprecated: use csi with cinder.csi.openstack.org.
 *
 * @param volumeID ID of the volume in Cinder.
 * @param fsType Filesystem to mount, such as ext4 or xfs. Defaults to ext4.
 * @param readOnly Whether the mount refuses writes. Defaults to false.
 * @param secretRef Secret in the pod's namespace with the credentials for the OpenStack API.
 */
@CrossChecked("VolumeSourceRules")
@ApiType
public record CinderVolumeSource(
        @Field(value = 1, required = true) @Required String volumeID,
        @Field(2) @Nullable String fsType,
        @Field(3) @Nullable Boolean readOnly,
        @Field(4) @Nullable LocalObjectReference secretRef) {}
