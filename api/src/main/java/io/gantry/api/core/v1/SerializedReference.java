package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * A reference to an object, in a form to be stored as text.
 *
 * @param reference The object referred to.
 */
@ApiType
@ApiKind(version = "v1")
public record SerializedReference(@Field(1) @Nullable ObjectReference reference) {}
