package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * What a node's container runtime can do, whatever the handler.
 *
 * @param supplementalGroupsPolicy Whether supplementalGroupsPolicy and the user in container statuses are supported.
 */
@ApiType
public record NodeFeatures(
        @Field(value = 1, pointer = true) @Nullable Boolean supplementalGroupsPolicy) {}
