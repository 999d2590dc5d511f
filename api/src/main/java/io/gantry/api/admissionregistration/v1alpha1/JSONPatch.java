package io.gantry.api.admissionregistration.v1alpha1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * A change to an object in the form of a JSON patch.
 *
 * @param expression CEL expression that yields a list of JSONPatch values, the operations of the patch.
 */
@ApiType
public record JSONPatch(@Field(1) @Nullable String expression) {}
