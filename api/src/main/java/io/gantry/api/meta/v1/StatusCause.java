package io.gantry.api.meta.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * One of the causes of a failure.
 *
 * @param reason Machine-readable word for the cause, such as FieldValueInvalid.
 * @param message Details for people to read.
 * @param field Field at fault as a path, such as spec.containers[0].image; may name several, separated by commas.
 */
@ApiType
public record StatusCause(
        @Field(1) @Nullable String reason,
        @Field(2) @Nullable String message,
        @Field(3) @Nullable String field) {}
