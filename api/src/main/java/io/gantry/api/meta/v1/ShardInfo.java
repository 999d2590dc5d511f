package io.gantry.api.meta.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/**
 * Says that a list shows one shard of the objects only.
 *
 * @param selector The shard selector that the request had.
 */
@ApiType
public record ShardInfo(@Field(value = 1, required = true) String selector) {}
