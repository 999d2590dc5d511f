package io.gantry.api.admissionregistration.v1beta1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Column;
import io.gantry.api.schema.Field;

/**
 * Puts a MutatingAdmissionPolicy into effect, with parameters and for certain objects.
 *
 * @param metadata Name, labels, annotations and the other data that every object carries.
 * @param spec The policy, its parameters and the objects.
 */
@ApiType
@Column(name = "Name", path = "metadata.name", format = "name")
@Column(name = "PolicyName", path = "spec.policyName")
@Column(name = "ParamRef", cells = "admissionPolicyBinding")
@Column(name = "Age", path = "metadata.creationTimestamp", otherwise = "<unknown>")
@ApiKind(
        group = "admissionregistration.k8s.io",
        version = "v1beta1",
        plural = "mutatingadmissionpolicybindings",
        singular = "mutatingadmissionpolicybinding",
        categories = "api-extensions",
        verbs = {"create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"})
public record MutatingAdmissionPolicyBinding(
        @Field(value = 1, always = true) ObjectMeta metadata,
        @Field(value = 2, always = true) MutatingAdmissionPolicyBindingSpec spec)
        implements KubeObject {
    @Override
    public Kind<MutatingAdmissionPolicyBinding> kind() {
        return MutatingAdmissionPolicyBindingType.KIND;
    }

    @Override
    public MutatingAdmissionPolicyBinding withMetadata(ObjectMeta metadata) {
        return new MutatingAdmissionPolicyBinding(metadata, spec);
    }
}
