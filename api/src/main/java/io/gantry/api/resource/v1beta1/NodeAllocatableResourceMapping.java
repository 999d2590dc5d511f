package io.gantry.api.resource.v1beta1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * How much of a resource of the node using a device takes up.
 *
 * @param capacityKey Capacity whose amount taken from the device is counted. Without it, devices are counted.
 * @param allocationMultiplier Factor from that count to the resource of the node. Defaults to 1.
 */
@ApiType
public record NodeAllocatableResourceMapping(
        @Field(1) @Nullable String capacityKey,
        @Field(2) @Nullable Quantity allocationMultiplier) {}
