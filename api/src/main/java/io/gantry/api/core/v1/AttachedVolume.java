package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/**
 * Tells that a volume has been attached to a node, and where it shows up there.
 *
 * @param name Unique name of the volume, made of the volume plugin's name and the volume's ID.
 * @param devicePath Device on the node under which the volume can be reached; may be empty where the plugin does not
 *     know it.
 */
@ApiType
public record AttachedVolume(
        @Field(value = 1, required = true) String name,
        @Field(value = 2, required = true) String devicePath) {}
