package io.gantry.api.meta.v1;

import io.gantry.api.schema.ApiType;

/**
 * A change to an object, given in one of several formats of patches.
 */
@ApiType
public record Patch() {}
