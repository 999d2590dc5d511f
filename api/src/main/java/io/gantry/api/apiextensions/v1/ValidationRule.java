package io.gantry.api.apiextensions.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * A rule that a value has to fulfil, written in CEL.
 *
 * @param rule Expression that is true for valid values. The value is called self, the one before an update oldSelf.
 * @param message What the user is told when the rule is broken; one line. Required if the rule has line breaks.
 * @param messageExpression Expression in CEL that makes the message. Wins over message, which serves if it fails.
 * @param reason Kind of error reported: FieldValueInvalid, FieldValueForbidden, FieldValueRequired or
 *     FieldValueDuplicate. Defaults to FieldValueInvalid.
 * @param fieldPath Field to blame in the error, as a path from here, such as .spec.size. Defaults to this very place.
 * @param optionalOldSelf If true, a rule with oldSelf runs on creation too, and oldSelf is an optional value that may
 *     be empty.
 */
@ApiType
public record ValidationRule(
        @Field(value = 1, required = true) String rule,
        @Field(2) @Nullable String message,
        @Field(3) @Nullable String messageExpression,
        @Field(value = 4, pointer = true) @Nullable String reason,
        @Field(5) @Nullable String fieldPath,
        @Field(value = 6, pointer = true) @Nullable Boolean optionalOldSelf) {}
