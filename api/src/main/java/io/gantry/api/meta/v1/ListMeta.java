package io.gantry.api.meta.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * Facts about a list.
 *
 * @param selfLink Deprecated: no longer set.
 * @param resourceVersion Version of the store that the list shows; a watch can start from it. Opaque.
 * @param continueToken Token to get the next page with. Absent on the last page; expires after some minutes.
 * @param remainingItemCount Objects on the pages after this one, maybe estimated. Absent on the last page and for lists
 *     with selectors.
 * @param shardInfo Which shard the list shows, if not all objects were asked for.
 */
@ApiType
public record ListMeta(
        @Field(1) @Nullable String selfLink,
        @Field(2) @Nullable String resourceVersion,
        @Field(value = 3, name = "continue") @Nullable String continueToken,
        @Field(value = 4, pointer = true) @Nullable Long remainingItemCount,
        @Field(5) @Nullable ShardInfo shardInfo) {}
