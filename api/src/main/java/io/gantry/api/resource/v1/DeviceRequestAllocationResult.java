package io.gantry.api.resource.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import io.gantry.api.types.Quantity;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A device given for a request.
 *
 * @param request Name of the request, with a slash and the name of the subrequest if it had alternatives.
 * @param driver Name of the driver, a DNS name of its vendor.
 * @param pool Name of the pool that the device is in.
 * @param device Name of the device in the pool.
 * @param adminAccess Whether the device was given for monitoring or upkeep, beside its normal use.
 * @param tolerations Tolerations of the request at the time. At most 16.
 * @param bindingConditions Conditions that the device had set before a pod may be bound, as they were at the time.
 * @param bindingFailureConditions Conditions of the device that make binding a pod fail, as they were at the time.
 * @param shareID Which share of the device this is, where several claims share one.
 * @param consumedCapacity Amounts of the capacities of a shared device that this claim takes, after rounding up. Only
 *     for shared devices.
 */
@ApiType
public record DeviceRequestAllocationResult(
        @Field(value = 1, required = true) String request,
        @Field(value = 2, required = true) String driver,
        @Field(value = 3, required = true) String pool,
        @Field(value = 4, required = true) String device,
        @Field(value = 5, pointer = true) @Nullable Boolean adminAccess,
        @Field(value = 6, listType = ListType.ATOMIC) List<DeviceToleration> tolerations,
        @Field(value = 7, listType = ListType.ATOMIC) List<String> bindingConditions,
        @Field(value = 8, listType = ListType.ATOMIC) List<String> bindingFailureConditions,
        @Field(value = 9, pointer = true) @Nullable String shareID,
        @Field(10) Map<String, Quantity> consumedCapacity) {
    public DeviceRequestAllocationResult {
        tolerations = Immutable.list(tolerations);
        bindingConditions = Immutable.list(bindingConditions);
        bindingFailureConditions = Immutable.list(bindingFailureConditions);
        consumedCapacity = Immutable.map(consumedCapacity);
    }
}
