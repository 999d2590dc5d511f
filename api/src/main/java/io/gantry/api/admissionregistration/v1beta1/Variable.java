package io.gantry.api.admissionregistration.v1beta1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/**
 * An expression with a name, for use in other expressions of the policy.
 *
 * @param name Name of the variable, unique in the policy; foo is used as variables.foo.
 * @param expression CEL expression for the value. It may use variables that come before it.
 */
@ApiType(atomic = true)
public record Variable(
        @Field(value = 1, required = true) String name,
        @Field(value = 2, required = true) String expression) {}
