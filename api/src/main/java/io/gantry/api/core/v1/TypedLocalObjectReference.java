package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Required;
import org.jspecify.annotations.Nullable;

/**
 * Names an object of any kind in the same namespace.
 *
 * @param apiGroup API group of the object. Empty means the core group.
 * @param kind Kind of the object.
 * @param name Name of the object.
 */
@ApiType(atomic = true)
public record TypedLocalObjectReference(
        @Field(value = 1, pointer = true) @Nullable String apiGroup,
        @Field(value = 2, required = true) @Required String kind,
        @Field(value = 3, required = true) @Required String name) {}
