package io.gantry.api.apps.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Minimum;
import org.jspecify.annotations.Nullable;

/**
 * How the pods of a StatefulSet are numbered.
 *
 * @param start Ordinal of the first pod; the others follow without gaps. Defaults to 0.
 */
@ApiType
public record StatefulSetOrdinals(
        @Field(value = 1, always = true) @Minimum(0) @Nullable
        Integer start) {}
