package io.gantry.api.resource.v1beta2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * Configuration for the devices of a class.
 *
 * @param opaque The configuration, in the form that the driver defines.
 */
@ApiType
public record DeviceClassConfiguration(
        @Field(value = 1, in = 1) @Nullable OpaqueDeviceConfiguration opaque) {}
