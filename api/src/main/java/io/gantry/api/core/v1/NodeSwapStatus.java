package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * Swap space of a node.
 *
 * @param capacity Size of all swap space, in bytes.
 */
@ApiType
public record NodeSwapStatus(
        @Field(value = 1, pointer = true) @Nullable Long capacity) {}
