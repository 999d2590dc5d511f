package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/**
 * Waits in a container's hook.
 *
 * @param seconds How many seconds to wait.
 */
@ApiType
public record SleepAction(@Field(value = 1, required = true) long seconds) {}
