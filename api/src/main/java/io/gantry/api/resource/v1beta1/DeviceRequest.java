package io.gantry.api.resource.v1beta1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request for devices: either of one class, or a list of alternatives in firstAvailable.
 *
 * @param name Name of the request, a DNS label; containers and constraints refer to it.
 * @param deviceClassName Name of the DeviceClass to take devices from. Required, except with firstAvailable.
 * @param selectors Further conditions on the devices; all have to hold. Not with firstAvailable.
 * @param allocationMode ExactCount for a number of devices, All for every fitting device of a pool, none of which may
 *     be taken yet. Defaults to ExactCount. Not with firstAvailable.
 * @param count How many devices, for mode ExactCount. Defaults to 1. Not with firstAvailable.
 * @param adminAccess Whether the devices are for monitoring or upkeep and may be in use by others. Needs a namespace
 *     that is labeled for it. Not with firstAvailable.
 * @param firstAvailable Alternatives in order of preference, the first of which that can be had is taken. At most 8.
 * @param tolerations Taints of devices that are put up with. At most 16. Not with firstAvailable.
 * @param capacity How much of its capacities each device has to offer. Not with firstAvailable.
 */
@ApiType
public record DeviceRequest(
        @Field(value = 1, required = true) String name,
        @Field(value = 2, always = true) @Nullable String deviceClassName,
        @Field(value = 3, listType = ListType.ATOMIC) List<DeviceSelector> selectors,
        @Field(4) @Nullable String allocationMode,
        @Field(5) @Nullable Long count,
        @Field(value = 6, pointer = true) @Nullable Boolean adminAccess,
        @Field(value = 7, listType = ListType.ATOMIC) List<DeviceSubRequest> firstAvailable,
        @Field(value = 8, listType = ListType.ATOMIC) List<DeviceToleration> tolerations,
        @Field(9) @Nullable CapacityRequirements capacity) {
    public DeviceRequest {
        selectors = Immutable.list(selectors);
        firstAvailable = Immutable.list(firstAvailable);
        tolerations = Immutable.list(tolerations);
    }
}
