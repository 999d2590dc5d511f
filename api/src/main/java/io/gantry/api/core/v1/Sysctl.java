package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/**
 * One setting of the Linux kernel for the pod it belongs to.
 *
 * @param name Name of the parameter, such as net.core.somaxconn.
 * @param value Value to set it to.
 */
@ApiType
public record Sysctl(
        @Field(value = 1, required = true) String name,
        @Field(value = 2, required = true) String value) {}
