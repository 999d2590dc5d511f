package io.gantry.api.discovery.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/**
 * A node from which a backend should be used.
 *
 * @param name What the node is called.
 */
@ApiType
public record ForNode(@Field(value = 1, required = true) String name) {}
