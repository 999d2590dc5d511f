package io.gantry.api.meta.v1;

import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.RawJson;
import org.jspecify.annotations.Nullable;

/**
 * One change, sent by a watch.
 *
 * @param type What happened. One of ADDED, MODIFIED, DELETED, BOOKMARK, ERROR.
 * @param object The object after the change, or before deletion; for BOOKMARK only its resourceVersion, for ERROR a
 *     Status.
 */
@ApiType
@ApiKind(version = "v1")
public record WatchEvent(
        @Field(value = 1, required = true) String type,
        @Field(value = 2, required = true) @Nullable RawJson object) {}
