package io.gantry.api.admissionregistration.v1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Column;
import io.gantry.api.schema.Field;

/**
 * Puts a ValidatingAdmissionPolicy into effect, with parameters and for certain objects.
 *
 * @param metadata Name, labels, annotations and the other data that every object carries.
 * @param spec The policy, its parameters, the objects, and what a broken rule leads to.
 */
@ApiType
@Column(name = "Name", path = "metadata.name", format = "name")
@Column(name = "PolicyName", path = "spec.policyName")
@Column(name = "ParamRef", cells = "admissionPolicyBinding")
@Column(name = "Age", path = "metadata.creationTimestamp", otherwise = "<unknown>")
@ApiKind(
        group = "admissionregistration.k8s.io",
        version = "v1",
        plural = "validatingadmissionpolicybindings",
        singular = "validatingadmissionpolicybinding",
        categories = "api-extensions",
        verbs = {"create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"})
public record ValidatingAdmissionPolicyBinding(
        @Field(value = 1, always = true) ObjectMeta metadata,
        @Field(value = 2, required = true, always = true) ValidatingAdmissionPolicyBindingSpec spec)
        implements KubeObject {
    @Override
    public Kind<ValidatingAdmissionPolicyBinding> kind() {
        return ValidatingAdmissionPolicyBindingType.KIND;
    }

    @Override
    public ValidatingAdmissionPolicyBinding withMetadata(ObjectMeta metadata) {
        return new ValidatingAdmissionPolicyBinding(metadata, spec);
    }
}
