package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Required;

/**
 * Shows a block volume as a raw device in a container.
 *
 * @param name The pod's volume; it must be a claim in volume mode Block.
 * @param devicePath Path of the device in the container.
 */
@ApiType
public record VolumeDevice(
        @Field(value = 1, required = true) @Required String name,
        @Field(value = 2, required = true) @Required String devicePath) {}
