package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/**
 * Where a daemon of a node listens.
 *
 * @param Port TCP port the daemon listens on.
 */
@ApiType
public record DaemonEndpoint(
        @Field(value = 1, required = true) int Port) {}
