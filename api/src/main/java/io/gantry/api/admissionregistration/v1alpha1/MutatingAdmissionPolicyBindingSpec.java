package io.gantry.api.admissionregistration.v1alpha1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code MutatingAdmissionPolicyBindingSpec} of {@code admissionregistration.k8s.io/v1alpha1}. */
@ApiType
public record MutatingAdmissionPolicyBindingSpec(
        @Field(1) @Nullable String policyName,
        @Field(2) @Nullable ParamRef paramRef,
        @Field(3) @Nullable MatchResources matchResources) {}
