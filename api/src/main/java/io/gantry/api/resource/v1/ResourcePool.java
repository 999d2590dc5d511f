package io.gantry.api.resource.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/**
 * The pool that a slice is part of.
 *
 * @param name Name of the pool, mostly that of the node; up to 253 characters. Immutable.
 * @param generation Rises with every change of the pool, in all its slices. Slices of a lower generation are out of
 *     date.
 * @param resourceSliceCount Number of slices that the pool has in this generation, which shows whether all are there.
 */
@ApiType
public record ResourcePool(
        @Field(value = 1, required = true) String name,
        @Field(value = 2, required = true) long generation,
        @Field(value = 3, required = true) long resourceSliceCount) {}
