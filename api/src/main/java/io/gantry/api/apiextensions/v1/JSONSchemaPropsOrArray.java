package io.gantry.api.apiextensions.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Shape;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A schema, or a list of schemas.
 *
 * @param schema The schema for all elements.
 * @param jSONSchemas Schemas for the elements one by one.
 */
@ApiType(shape = Shape.SCHEMA_OR_ARRAY)
public record JSONSchemaPropsOrArray(
        @Field(1) @Nullable JSONSchemaProps schema,
        @Field(2) List<JSONSchemaProps> jSONSchemas) {
    public JSONSchemaPropsOrArray {
        jSONSchemas = Immutable.list(jSONSchemas);
    }
}
