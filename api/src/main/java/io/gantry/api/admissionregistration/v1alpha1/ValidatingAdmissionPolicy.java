package io.gantry.api.admissionregistration.v1alpha1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Column;
import io.gantry.api.schema.Field;

/**
 * Refuses objects that break rules written in CEL. Takes effect through a ValidatingAdmissionPolicyBinding.
 *
 * @param metadata Name, labels, annotations and the other data that every object carries.
 * @param spec Which requests to check, and the rules.
 * @param status Problems found in the expressions. Written by the system.
 */
@ApiType
@Column(name = "Name", path = "metadata.name", format = "name")
@Column(name = "Validations", path = "spec.validations", type = "integer")
@Column(name = "ParamKind", cells = "admissionPolicy")
@Column(name = "Age", path = "metadata.creationTimestamp", otherwise = "<unknown>")
@ApiKind(group = "admissionregistration.k8s.io", version = "v1alpha1")
public record ValidatingAdmissionPolicy(
        @Field(value = 1, always = true) ObjectMeta metadata,
        @Field(value = 2, always = true) ValidatingAdmissionPolicySpec spec,
        @Field(value = 3, always = true) ValidatingAdmissionPolicyStatus status)
        implements KubeObject {
    @Override
    public Kind<ValidatingAdmissionPolicy> kind() {
        return ValidatingAdmissionPolicyType.KIND;
    }

    @Override
    public ValidatingAdmissionPolicy withMetadata(ObjectMeta metadata) {
        return new ValidatingAdmissionPolicy(metadata, spec, status);
    }
}
