package io.gantry.api.admissionregistration.v1alpha1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/**
 * A problem found when the types in an expression were checked.
 *
 * @param fieldRef Path of the expression within the policy, such as spec.validations[0].expression.
 * @param warning What is wrong, with the type of object that was assumed, for people to read.
 */
@ApiType
public record ExpressionWarning(
        @Field(value = 2, required = true) String fieldRef,
        @Field(value = 3, required = true) String warning) {}
