package io.gantry.api.flowcontrol.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/**
 * Users of a group.
 *
 * @param name Name of the group, or an asterisk for every group.
 */
@ApiType
public record GroupSubject(
        @Field(value = 1, required = true) String name) {}
