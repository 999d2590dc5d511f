package io.gantry.api.admissionregistration.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.ByHand;
import io.gantry.api.schema.EnumOf;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.Required;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a policy and the requests they are for.
 *
 * @param paramKind Kind of the objects that hold parameters, which expressions see as params. Without it there are
 *     none.
 * @param matchConstraints Requests that the policy is about. Required. Policies and bindings themselves cannot be
 *     matched.
 * @param validations Rules that all have to hold. May be empty only if there are auditAnnotations.
 * @param failurePolicy What a failing expression or a wrong setup does: Fail treats it as a broken rule, Ignore skips
 *     it. Defaults to Fail.
 * @param auditAnnotations Annotations to add to the audit event. May be empty only if there are validations.
 * @param matchConditions Conditions that all have to hold for the policy to act. At most 64.
 * @param variables Named expressions that later ones, except matchConditions, can use as variables and the name.
 */
@ApiType
public record ValidatingAdmissionPolicySpec(
        @Field(1) @Nullable ParamKind paramKind,
        @Field(2) @Required @Nullable MatchResources matchConstraints,
        @Field(value = 3, listType = ListType.ATOMIC) List<Validation> validations,

        @Field(value = 4, pointer = true) @Required @EnumOf({"Fail", "Ignore"}) @Nullable
        String failurePolicy,

        @Field(value = 5, listType = ListType.ATOMIC) List<AuditAnnotation> auditAnnotations,

        @Field(value = 6, listType = ListType.MAP, mapKeys = "name", merge = true, mergeKey = "name")
        @ByHand("only when they have changed")
        List<MatchCondition> matchConditions,

        @Field(value = 7, listType = ListType.MAP, mapKeys = "name", merge = true, mergeKey = "name")
        List<Variable> variables) {
    public ValidatingAdmissionPolicySpec {
        validations = Immutable.list(validations);
        auditAnnotations = Immutable.list(auditAnnotations);
        matchConditions = Immutable.list(matchConditions);
        variables = Immutable.list(variables);
    }
}
