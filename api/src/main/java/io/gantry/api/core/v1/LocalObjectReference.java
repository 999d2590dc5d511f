package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * Names an object in the same namespace; what kind it has is clear from the place.
 *
 * @param name Name of the object. May be empty only for compatibility's sake; always set it.
 */
@ApiType(atomic = true)
public record LocalObjectReference(@Field(1) @Nullable String name) {}
