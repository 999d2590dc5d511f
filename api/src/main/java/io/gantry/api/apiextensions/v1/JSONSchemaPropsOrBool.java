package io.gantry.api.apiextensions.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Shape;
import org.jspecify.annotations.Nullable;

/**
 * A schema, or true or false for anything or nothing.
 *
 * @param allows Whether values are allowed at all.
 * @param schema The schema that values have to fit.
 */
@ApiType(shape = Shape.SCHEMA_OR_BOOL)
public record JSONSchemaPropsOrBool(
        @Field(1) @Nullable Boolean allows,
        @Field(2) @Nullable JSONSchemaProps schema) {}
