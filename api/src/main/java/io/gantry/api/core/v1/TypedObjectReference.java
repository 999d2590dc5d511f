package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * Names an object of any kind in any namespace.
 *
 * @param apiGroup API group of the object. Empty means the core group.
 * @param kind Kind of the object.
 * @param name Name of the object.
 * @param namespace Namespace of the object; another one than your own needs a ReferenceGrant there. Defaults to your
 *     own.
 */
@ApiType
public record TypedObjectReference(
        @Field(value = 1, pointer = true) @Nullable String apiGroup,
        @Field(value = 2, required = true) String kind,
        @Field(value = 3, required = true) String name,
        @Field(value = 4, pointer = true) @Nullable String namespace) {}
