package io.gantry.api.storage.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.EnumOf;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Abilities and needs of a CSI driver.
 *
 * @param attachRequired Whether volumes have to be attached to the node before they are mounted. If false, that step is
 *     left out. Defaults to true. Immutable.
 * @param podInfoOnMount Whether the driver is given name, namespace, UID and service account of the pod when it mounts
 *     a volume. Defaults to false.
 * @param volumeLifecycleModes How volumes may be used: Persistent through claims, Ephemeral inline in a pod. Without
 *     any, Persistent. Immutable.
 * @param storageCapacity Whether the scheduler heeds the free space that the driver reports in CSIStorageCapacity
 *     objects. Defaults to false.
 * @param fsGroupPolicy When group ownership of a volume is adapted to the pod: File always, None never,
 *     ReadWriteOnceWithFSType if the volume has a file system type and access mode ReadWriteOnce. Defaults to
 *     ReadWriteOnceWithFSType.
 * @param tokenRequests Tokens of the service account of the pod that the driver wants when it mounts a volume, one for
 *     each audience.
 * @param requiresRepublish Whether the driver is called again from time to time for mounted volumes, for example to
 *     renew tokens. Defaults to false.
 * @param seLinuxMount Whether volumes can be mounted with an SELinux label as a mount option, which spares relabeling
 *     each file. Defaults to false.
 * @param nodeAllocatableUpdatePeriodSeconds Seconds between updates of the volume limits in CSINode, at least 10.
 *     Without it the limits are read only when the driver registers.
 * @param serviceAccountTokenInSecrets True passes the tokens of tokenRequests as secrets, false in the volume context,
 *     which tends to end up in logs. Defaults to false. Only with tokenRequests.
 * @param preventPodSchedulingIfMissing Whether pods with volumes of this driver are kept from nodes on which the driver
 *     is not installed. Defaults to false.
 */
@ApiType
public record CSIDriverSpec(
        @Field(value = 1, pointer = true) @Default("true") @Nullable
        Boolean attachRequired,

        @Field(value = 2, pointer = true) @Default("false") @Nullable
        Boolean podInfoOnMount,

        @Field(value = 3, listType = ListType.SET)
        @EnumOf(
                value = {"Persistent", "Ephemeral"},
                numbered = false)
        List<String> volumeLifecycleModes,

        @Field(value = 4, pointer = true) @Default("false") @Nullable
        Boolean storageCapacity,

        @Field(value = 5, pointer = true)
        @Default("ReadWriteOnceWithFSType")
        @EnumOf({"File", "None", "ReadWriteOnceWithFSType"})
        @Nullable
        String fsGroupPolicy,

        @Field(value = 6, listType = ListType.ATOMIC) List<TokenRequest> tokenRequests,

        @Field(value = 7, pointer = true) @Default("false") @Nullable
        Boolean requiresRepublish,

        @Field(value = 8, pointer = true) @Default("false") @Nullable
        Boolean seLinuxMount,

        @Field(value = 9, pointer = true) @Nullable Long nodeAllocatableUpdatePeriodSeconds,
        @Field(value = 10, pointer = true) @Nullable Boolean serviceAccountTokenInSecrets,
        @Field(value = 11, pointer = true) @Nullable Boolean preventPodSchedulingIfMissing) {
    public CSIDriverSpec {
        volumeLifecycleModes = Immutable.list(volumeLifecycleModes);
        tokenRequests = Immutable.list(tokenRequests);
    }
}
