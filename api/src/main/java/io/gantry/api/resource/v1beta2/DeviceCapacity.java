package io.gantry.api.resource.v1beta2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * An amount of something that a device has.
 *
 * @param value The whole amount, no matter how much of it is taken.
 * @param requestPolicy Which amounts requests may take when the device is shared. Without it any, and all of it by
 *     default.
 */
@ApiType
public record DeviceCapacity(
        @Field(value = 1, required = true) Quantity value,
        @Field(2) @Nullable CapacityRequestPolicy requestPolicy) {}
