package io.gantry.api.meta.v1;

import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code ListOptions}. */
@ApiType
@ApiKind(version = "v1")
public record ListOptions(
        @Field(1) @Nullable String labelSelector,
        @Field(2) @Nullable String fieldSelector,
        @Field(3) @Nullable Boolean watch,
        @Field(4) @Nullable String resourceVersion,
        @Field(value = 5, pointer = true) @Nullable Long timeoutSeconds,
        @Field(7) @Nullable Long limit,
        @Field(value = 8, name = "continue") @Nullable String continueToken,
        @Field(9) @Nullable Boolean allowWatchBookmarks,
        @Field(10) @Nullable String resourceVersionMatch,
        @Field(value = 11, pointer = true) @Nullable Boolean sendInitialEvents,
        @Field(15) @Nullable String shardSelector) {}
