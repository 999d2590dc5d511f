package io.gantry.api.flowcontrol.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Format;
import io.gantry.api.schema.Required;
import io.gantry.api.schema.TextFormat;

/**
 * Names a priority level.
 *
 * @param name Name of the PriorityLevelConfiguration.
 */
@ApiType
public record PriorityLevelConfigurationReference(
        @Field(value = 1, required = true) @Required("must reference a priority level") @Format(TextFormat.LONG_NAME)
        String name) {}
