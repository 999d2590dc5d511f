package io.gantry.api.admissionregistration.v1alpha1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * A change to an object in the form of the fields it shall have, as in server-side apply.
 *
 * @param expression CEL expression that yields the wanted part of the object, written as Object with fields in braces.
 *     Cannot change parts that are atomic.
 */
@ApiType
public record ApplyConfiguration(@Field(1) @Nullable String expression) {}
