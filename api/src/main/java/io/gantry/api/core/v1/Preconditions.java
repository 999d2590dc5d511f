package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * What must be true of an object for an operation on it to go ahead.
 *
 * @param uid UID that the object must have.
 */
@ApiType
public record Preconditions(
        @Field(value = 1, pointer = true) @Nullable String uid) {}
