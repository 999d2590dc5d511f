package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.CrossChecked;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Fibre Channel LUN as a volume.
 *
 * @param targetWWNs World wide names of the targets. Needs lun as well; excludes wwids.
 * @param lun Number of the logical unit at the targets.
 * @param fsType Filesystem to mount, such as ext4 or xfs. Defaults to ext4.
 * @param readOnly Whether the mount refuses writes. Defaults to false.
 * @param wwids World wide IDs of the volume, in place of targetWWNs and lun.
 */
@CrossChecked("VolumeSourceRules")
@ApiType
public record FCVolumeSource(
        @Field(value = 1, listType = ListType.ATOMIC) List<String> targetWWNs,
        @Field(value = 2, pointer = true) @Nullable Integer lun,
        @Field(3) @Nullable String fsType,
        @Field(4) @Nullable Boolean readOnly,
        @Field(value = 5, listType = ListType.ATOMIC) List<String> wwids) {
    public FCVolumeSource {
        targetWWNs = Immutable.list(targetWWNs);
        wwids = Immutable.list(wwids);
    }
}
