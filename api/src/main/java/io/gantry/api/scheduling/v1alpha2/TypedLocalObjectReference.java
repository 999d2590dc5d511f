package io.gantry.api.scheduling.v1alpha2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * Names an object of any kind in the same namespace.
 *
 * @param apiGroup API group of the object. Empty means the core group.
 * @param kind Kind of the object.
 * @param name Name of the object.
 */
@ApiType
public record TypedLocalObjectReference(
        @Field(1) @Nullable String apiGroup,
        @Field(value = 2, required = true) String kind,
        @Field(value = 3, required = true) String name) {}
