package io.gantry.api.admissionregistration.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code ValidatingAdmissionPolicySpec} of {@code admissionregistration.k8s.io/v1}. */
@ApiType
public record ValidatingAdmissionPolicySpec(
        @Field(1) @Nullable ParamKind paramKind,
        @Field(2) @Nullable MatchResources matchConstraints,
        @Field(value = 3, listType = ListType.ATOMIC) List<Validation> validations,
        @Field(value = 4, pointer = true) @Nullable String failurePolicy,
        @Field(value = 5, listType = ListType.ATOMIC) List<AuditAnnotation> auditAnnotations,

        @Field(value = 6, listType = ListType.MAP, mapKeys = "name", merge = true, mergeKey = "name")
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
