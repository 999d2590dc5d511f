package io.gantry.api.flowcontrol.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/**
 * A user.
 *
 * @param name Name of the user, or an asterisk for every user.
 */
@ApiType
public record UserSubject(@Field(value = 1, required = true) String name) {}
