package io.gantry.api.meta.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code ListMeta}. */
@ApiType
public record ListMeta(
        @Field(1) @Nullable String selfLink,
        @Field(2) @Nullable String resourceVersion,
        @Field(value = 3, name = "continue") @Nullable String continueToken,
        @Field(value = 4, pointer = true) @Nullable Long remainingItemCount,
        @Field(5) @Nullable ShardInfo shardInfo) {}
