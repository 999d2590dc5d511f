package io.gantry.api.discovery.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/**
 * A zone from which a backend should be used.
 *
 * @param name What the zone is called.
 */
@ApiType
public record ForZone(@Field(value = 1, required = true) String name) {}
