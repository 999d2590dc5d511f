package io.gantry.api.resource.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What devices of one class are wanted, and how many.
 *
 * @param deviceClassName Name of the DeviceClass to take devices from. Required.
 * @param selectors Further conditions on the devices; all have to hold.
 * @param allocationMode ExactCount for a number of devices, All for every fitting device of a pool, none of which may
 *     be taken yet. Defaults to ExactCount.
 * @param count How many devices, for mode ExactCount. Defaults to 1.
 * @param adminAccess Whether the devices are for monitoring or upkeep and may be in use by others. Needs a namespace
 *     that is labeled for it. Defaults to false.
 * @param tolerations Taints of devices that are put up with. At most 16.
 * @param capacity How much of its capacities each device has to offer.
 */
@ApiType
public record ExactDeviceRequest(
        @Field(value = 1, required = true) String deviceClassName,
        @Field(value = 2, listType = ListType.ATOMIC) List<DeviceSelector> selectors,
        @Field(3) @Nullable String allocationMode,
        @Field(4) @Nullable Long count,
        @Field(value = 5, pointer = true) @Nullable Boolean adminAccess,
        @Field(value = 6, listType = ListType.ATOMIC) List<DeviceToleration> tolerations,
        @Field(7) @Nullable CapacityRequirements capacity) {
    public ExactDeviceRequest {
        selectors = Immutable.list(selectors);
        tolerations = Immutable.list(tolerations);
    }
}
