package io.gantry.api.admissionregistration.v1alpha1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code MutatingAdmissionPolicySpec} of {@code admissionregistration.k8s.io/v1alpha1}. */
@ApiType
public record MutatingAdmissionPolicySpec(
        @Field(1) @Nullable ParamKind paramKind,
        @Field(2) @Nullable MatchResources matchConstraints,
        @Field(value = 3, listType = ListType.ATOMIC) List<Variable> variables,
        @Field(value = 4, listType = ListType.ATOMIC) List<Mutation> mutations,
        @Field(value = 5, pointer = true) @Nullable String failurePolicy,

        @Field(value = 6, listType = ListType.MAP, mapKeys = "name", merge = true, mergeKey = "name")
        List<MatchCondition> matchConditions,

        @Field(7) @Nullable String reinvocationPolicy) {
    public MutatingAdmissionPolicySpec {
        variables = Immutable.list(variables);
        mutations = Immutable.list(mutations);
        matchConditions = Immutable.list(matchConditions);
    }
}
