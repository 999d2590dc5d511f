package io.gantry.api.apiextensions.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Shape;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A schema, or a list of field names.
 *
 * @param schema The schema that has to be met.
 * @param property The names of the fields.
 */
@ApiType(shape = Shape.SCHEMA_OR_STRINGS)
public record JSONSchemaPropsOrStringArray(
        @Field(1) @Nullable JSONSchemaProps schema,
        @Field(2) List<String> property) {
    public JSONSchemaPropsOrStringArray {
        property = Immutable.list(property);
    }
}
