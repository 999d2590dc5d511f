package io.gantry.api.resource.v1beta1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a claim has got, and who uses it.
 *
 * @param allocation The devices. Absent until they were given.
 * @param reservedFor Pods that may use the claim now. While there are any, its devices stay with it. At most 256.
 * @param devices Reports of the drivers about the devices, for each one at most one.
 */
@ApiType
public record ResourceClaimStatus(
        @Field(1) @Nullable AllocationResult allocation,

        @Field(value = 2, listType = ListType.MAP, mapKeys = "uid", merge = true, mergeKey = "uid")
        List<ResourceClaimConsumerReference> reservedFor,

        @Field(
                value = 4,
                listType = ListType.MAP,
                mapKeys = {"driver", "device", "pool", "shareID"})
        List<AllocatedDeviceStatus> devices) {
    public ResourceClaimStatus {
        reservedFor = Immutable.list(reservedFor);
        devices = Immutable.list(devices);
    }
}
