package io.gantry.api.admissionregistration.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.ByHand;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Format;
import io.gantry.api.schema.Required;
import io.gantry.api.schema.TextFormat;
import org.jspecify.annotations.Nullable;

/**
 * How a MutatingAdmissionPolicy is used.
 *
 * @param policyName Name of the policy. Without such a policy the binding has no effect.
 * @param paramRef Where the parameters of the policy are, if it has a paramKind.
 * @param matchResources Limits the policy to some of the requests it is about. Without it, all of them.
 */
@ApiType
public record MutatingAdmissionPolicyBindingSpec(
        @Field(1) @Required @Format(TextFormat.LONG_NAME) @Nullable
        String policyName,

        @Field(2) @Nullable ParamRef paramRef,

        @Field(3) @ByHand("Kubernetes' texts spell the field's name differently") @Nullable
        MatchResources matchResources) {}
