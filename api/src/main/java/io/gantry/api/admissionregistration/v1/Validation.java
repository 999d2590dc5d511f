package io.gantry.api.admissionregistration.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.CrossChecked;
import io.gantry.api.schema.EnumOf;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Required;
import org.jspecify.annotations.Nullable;

/**
 * One rule of a policy.
 *
 * @param expression CEL expression that is true for valid requests. Has object, oldObject, request, params,
 *     namespaceObject, variables and authorizer.
 * @param message What the user is told when the rule is broken; one line. Required if the expression has line breaks.
 * @param reason Kind of the refusal, which sets the HTTP status: Unauthorized, Forbidden, Invalid or
 *     RequestEntityTooLarge. Defaults to Invalid.
 * @param messageExpression CEL expression that makes the message. Wins over message, which serves if it fails.
 */
@CrossChecked("PolicyRules")
@ApiType
public record Validation(
        @Field(value = 1, required = true) @Required(value = "expression is not specified", blank = true)
        String expression,

        @Field(2) @Nullable String message,

        @Field(value = 3, pointer = true) @EnumOf({"Forbidden", "Invalid", "RequestEntityTooLarge"}) @Nullable
        String reason,

        @Field(4) @Nullable String messageExpression) {}
