package io.gantry.api.resource.v1beta2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * Devices by name. All given fields have to fit; empty means every device.
 *
 * @param driver Name of the driver.
 * @param pool Name of the pool. Different drivers may have pools of the same name.
 * @param device Name of the device in its pool.
 */
@ApiType
public record DeviceTaintSelector(
        @Field(value = 2, pointer = true) @Nullable String driver,
        @Field(value = 3, pointer = true) @Nullable String pool,
        @Field(value = 4, pointer = true) @Nullable String device) {}
