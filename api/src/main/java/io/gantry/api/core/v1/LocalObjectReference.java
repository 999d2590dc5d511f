package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * Names an object in the same namespace; what kind it has is clear from the place.
 *
 * @param name Which object, by its name. Empty is accepted for old clients' sake only; always set it.
 */
@ApiType(atomic = true)
public record LocalObjectReference(@Field(1) @Nullable String name) {}
