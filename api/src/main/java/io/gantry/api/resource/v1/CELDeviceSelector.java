package io.gantry.api.resource.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/**
 * Chooses devices by an expression.
 *
 * @param expression CEL expression that is true for devices that fit. The variable device has driver, attributes and
 *     capacity.
 */
@ApiType
public record CELDeviceSelector(
        @Field(value = 1, required = true) String expression) {}
