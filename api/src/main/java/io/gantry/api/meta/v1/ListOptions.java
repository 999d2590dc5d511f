package io.gantry.api.meta.v1;

import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * Query parameters of listing and watching.
 *
 * @param labelSelector Only objects with these labels. Defaults to all.
 * @param fieldSelector Only objects with these field values. Defaults to all.
 * @param watch Whether to send changes as they happen in place of a list. Defaults to false.
 * @param resourceVersion For a list, which version to show, read along with resourceVersionMatch; for a watch, where to
 *     start.
 * @param timeoutSeconds Seconds after which the server ends the call or watch, whatever happens.
 * @param limit Most objects to send at once; the rest is fetched with the continue token. No limit when absent.
 * @param continueToken Token from the last page, to go on from there. Fails with 410 when expired. Not for watches.
 * @param allowWatchBookmarks Whether the watch may send BOOKMARK events, which carry nothing but a resourceVersion.
 *     Defaults to false.
 * @param resourceVersionMatch How resourceVersion is read. One of Exact, NotOlderThan.
 * @param sendInitialEvents Whether a watch first sends all present objects as ADDED, then a marked bookmark. Needs
 *     resourceVersionMatch NotOlderThan.
 * @param shardSelector Only objects whose UID or namespace hashes into these ranges, written with the function
 *     shardRange and joined by ||.
 */
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
