package io.gantry.api.admissionregistration.v1beta1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code ValidatingAdmissionPolicyBindingSpec} of {@code admissionregistration.k8s.io/v1beta1}. */
@ApiType
public record ValidatingAdmissionPolicyBindingSpec(
        @Field(value = 1, required = true) String policyName,
        @Field(2) @Nullable ParamRef paramRef,
        @Field(3) @Nullable MatchResources matchResources,

        @Field(value = 4, required = true, listType = ListType.SET)
        List<String> validationActions) {
    public ValidatingAdmissionPolicyBindingSpec {
        validationActions = Immutable.list(validationActions);
    }
}
