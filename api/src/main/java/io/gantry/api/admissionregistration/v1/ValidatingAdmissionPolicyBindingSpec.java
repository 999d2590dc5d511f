package io.gantry.api.admissionregistration.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.ByHand;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Format;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.Required;
import io.gantry.api.schema.TextFormat;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a ValidatingAdmissionPolicy is used.
 *
 * @param policyName Name of the policy. Without such a policy the binding has no effect.
 * @param paramRef Where the parameters of the policy are, if it has a paramKind.
 * @param matchResources Limits the policy to some of the requests it is about. Without it, all of them.
 * @param validationActions What a broken rule leads to: Deny refuses the request, Warn sends a warning, Audit notes it
 *     in the audit event. Deny and Warn exclude each other.
 */
@ApiType
public record ValidatingAdmissionPolicyBindingSpec(
        @Field(value = 1, required = true) @Required @Format(TextFormat.LONG_NAME)
        String policyName,

        @Field(2) @Nullable ParamRef paramRef,

        @Field(3) @ByHand("Kubernetes' texts spell the field's name differently") @Nullable
        MatchResources matchResources,

        @Field(value = 4, required = true, listType = ListType.SET)
        List<String> validationActions) {
    public ValidatingAdmissionPolicyBindingSpec {
        validationActions = Immutable.list(validationActions);
    }
}
