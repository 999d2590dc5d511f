package io.gantry.api.admissionregistration.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Format;
import io.gantry.api.schema.Required;
import io.gantry.api.schema.TextFormat;

/**
 * An expression with a name, for use in other expressions of the policy.
 *
 * @param name Name of the variable, unique in the policy; foo is used as variables.foo.
 * @param expression CEL expression for the value. It may use variables that come before it.
 */
@ApiType(atomic = true)
public record Variable(
        @Field(value = 1, required = true)
        @Required(value = "name is not specified", blank = true)
        @Format(TextFormat.CEL_IDENTIFIER)
        String name,

        @Field(value = 2, required = true) @Required(value = "expression is not specified", blank = true)
        String expression) {}
