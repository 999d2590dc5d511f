package io.gantry.api.resource.v1beta1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * A device that a node or several nodes can use. It has a name and is described in basic.
 *
 * @param name Name of the device, a DNS label unique in its pool.
 * @param basic Attributes, capacities and place of the device.
 */
@ApiType
public record Device(
        @Field(value = 1, required = true) String name,
        @Field(2) @Nullable BasicDevice basic) {}
