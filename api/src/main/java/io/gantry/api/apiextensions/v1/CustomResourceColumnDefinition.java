package io.gantry.api.apiextensions.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * A column that kubectl get shows for a custom resource.
 *
 * @param name Heading of the column.
 * @param type Type of the values: integer, number, string, boolean or date.
 * @param format Finer form of the type, such as int32, date or password. The form name marks the column that names the
 *     object.
 * @param description Explains to people what the column shows.
 * @param priority 0 shows the column always; higher numbers only in the wide view.
 * @param jsonPath Simple JSON path to the value within the object, such as .spec.replicas.
 */
@ApiType
public record CustomResourceColumnDefinition(
        @Field(value = 1, required = true) String name,
        @Field(value = 2, required = true) String type,
        @Field(3) @Nullable String format,
        @Field(4) @Nullable String description,
        @Field(5) @Nullable Integer priority,
        @Field(value = 6, required = true) String jsonPath) {}
