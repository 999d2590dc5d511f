package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.CrossChecked;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.Range;
import io.gantry.api.schema.Required;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An iSCSI LUN mounted straight into a pod.
 *
 * @param targetPortal Address of the iSCSI target, with port unless that is 860 or 3260.
 * @param iqn Qualified name (IQN) of the target.
 * @param lun Number of the logical unit at the target.
 * @param iscsiInterface Initiator interface (transport) to use. Defaults to default, which is TCP.
 * @param fsType Filesystem to mount, such as ext4 or xfs. Defaults to ext4.
 * @param readOnly Whether the mount refuses writes. Defaults to false.
 * @param portals Further addresses of the same target, for multipath.
 * @param chapAuthDiscovery Whether discovery of the target authenticates by CHAP.
 * @param secretRef Secret in the pod's namespace with the CHAP user names and passwords.
 * @param chapAuthSession Whether the session with the target authenticates by CHAP.
 * @param initiatorName IQN to appear as; makes a new interface of its own when given along with iscsiInterface.
 */
@CrossChecked("VolumeSourceRules")
@ApiType
public record ISCSIVolumeSource(
        @Field(value = 1, required = true) @Required String targetPortal,
        @Field(value = 2, required = true) @Required String iqn,

        @Field(value = 3, required = true) @Range(min = 0, max = 255)
        int lun,

        @Field(4) @Default("default") @Nullable String iscsiInterface,
        @Field(5) @Nullable String fsType,
        @Field(6) @Nullable Boolean readOnly,
        @Field(value = 7, listType = ListType.ATOMIC) List<String> portals,
        @Field(8) @Nullable Boolean chapAuthDiscovery,
        @Field(10) @Nullable LocalObjectReference secretRef,
        @Field(11) @Nullable Boolean chapAuthSession,
        @Field(value = 12, pointer = true) @Nullable String initiatorName) {
    public ISCSIVolumeSource {
        portals = Immutable.list(portals);
    }
}
