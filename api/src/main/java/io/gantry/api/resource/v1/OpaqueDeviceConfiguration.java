package io.gantry.api.resource.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.RawJson;
import org.jspecify.annotations.Nullable;

/**
 * Configuration in a form that only its driver understands.
 *
 * @param driver Name of the driver that it is for.
 * @param parameters Any object, up to 10 KiB; usually with apiVersion and kind so that the driver can tell versions
 *     apart.
 */
@ApiType
public record OpaqueDeviceConfiguration(
        @Field(value = 1, required = true) String driver,
        @Field(value = 2, required = true) @Nullable RawJson parameters) {}
