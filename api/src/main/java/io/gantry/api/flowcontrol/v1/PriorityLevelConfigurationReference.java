package io.gantry.api.flowcontrol.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/**
 * Names a priority level.
 *
 * @param name Name of the PriorityLevelConfiguration.
 */
@ApiType
public record PriorityLevelConfigurationReference(
        @Field(value = 1, required = true) String name) {}
