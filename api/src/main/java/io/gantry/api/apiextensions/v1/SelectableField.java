package io.gantry.api.apiextensions.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/**
 * A field by which lists of a custom resource can be filtered.
 *
 * @param jsonPath JSON path without arrays to a string, integer or boolean, such as .spec.color. Not within metadata.
 */
@ApiType
public record SelectableField(
        @Field(value = 1, required = true) String jsonPath) {}
