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
 * What a policy changes in which requests.
 *
 * @param paramKind Kind of the objects that hold parameters, which expressions see as params. Without it there are
 *     none.
 * @param matchConstraints Requests that the policy is about. Required. DELETE, and policies and bindings themselves,
 *     cannot be matched.
 * @param variables Named expressions that later ones, except matchConditions, can use as variables and the name.
 * @param mutations Changes to make, in order. At least one.
 * @param failurePolicy What a failing expression or a wrong setup does: Fail refuses the request, Ignore skips the
 *     policy. Defaults to Fail.
 * @param matchConditions Conditions that all have to hold for the policy to act. At most 64.
 * @param reinvocationPolicy Never runs the changes once; IfNeeded may run them again if others changed the object
 *     afterwards.
 */
@ApiType
public record MutatingAdmissionPolicySpec(
        @Field(1) @Nullable ParamKind paramKind,
        @Field(2) @Required @Nullable MatchResources matchConstraints,
        @Field(value = 3, listType = ListType.ATOMIC) List<Variable> variables,

        @Field(value = 4, listType = ListType.ATOMIC) @Required("mutations must contain at least one item")
        List<Mutation> mutations,

        @Field(value = 5, pointer = true) @Required @EnumOf({"Fail", "Ignore"}) @Nullable
        String failurePolicy,

        @Field(value = 6, listType = ListType.MAP, mapKeys = "name", merge = true, mergeKey = "name")
        @ByHand("only when they have changed")
        List<MatchCondition> matchConditions,

        @Field(7) @Required @EnumOf({"IfNeeded", "Never"}) @Nullable
        String reinvocationPolicy) {
    public MutatingAdmissionPolicySpec {
        variables = Immutable.list(variables);
        mutations = Immutable.list(mutations);
        matchConditions = Immutable.list(matchConditions);
    }
}
