package io.gantry.api.resource.v1beta1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.Quantity;

/**
 * An amount of something that devices share.
 *
 * @param value The amount there is, or that is taken.
 */
@ApiType
public record Counter(@Field(value = 1, required = true) Quantity value) {}
