package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.CrossChecked;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Required;
import org.jspecify.annotations.Nullable;

/**
 * An Amazon EBS disk as a volume, served through the EBS CSI driver. Deprecated: use csi with ebs.csi.aws.com.
 *
 * @param volumeID ID of the EBS disk in AWS, for example vol-0a1b2c3d.
 * @param fsType Filesystem on the disk, such as ext4 or xfs; a blank disk is formatted with it. Defaults to ext4.
 * @param partition Number of the partition to mount. 0 or absent means the whole disk.
 * @param readOnly Set it to have the disk mounted without write access. Defaults to false.
 */
@CrossChecked("VolumeSourceRules")
@ApiType
public record AWSElasticBlockStoreVolumeSource(
        @Field(value = 1, required = true) @Required String volumeID,
        @Field(2) @Nullable String fsType,
        @Field(3) @Nullable Integer partition,
        @Field(4) @Nullable Boolean readOnly) {}
