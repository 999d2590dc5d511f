package io.gantry.api.admissionregistration.v1beta1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Column;
import io.gantry.api.schema.Field;

/**
 * Changes objects on their way into the cluster by CEL expressions. Takes effect through a
 * MutatingAdmissionPolicyBinding.
 *
 * @param metadata Name, labels, annotations and the other data that every object carries.
 * @param spec Which objects to change, and how.
 */
@ApiType
@Column(name = "Name", path = "metadata.name", format = "name")
@Column(name = "Mutations", path = "spec.mutations", type = "integer")
@Column(name = "ParamKind", cells = "admissionPolicy")
@Column(name = "Age", path = "metadata.creationTimestamp", otherwise = "<unknown>")
@ApiKind(
        group = "admissionregistration.k8s.io",
        version = "v1beta1",
        plural = "mutatingadmissionpolicies",
        singular = "mutatingadmissionpolicy",
        categories = "api-extensions",
        verbs = {"create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"})
public record MutatingAdmissionPolicy(
        @Field(value = 1, always = true) ObjectMeta metadata,
        @Field(value = 2, always = true) MutatingAdmissionPolicySpec spec)
        implements KubeObject {
    @Override
    public Kind<MutatingAdmissionPolicy> kind() {
        return MutatingAdmissionPolicyType.KIND;
    }

    @Override
    public MutatingAdmissionPolicy withMetadata(ObjectMeta metadata) {
        return new MutatingAdmissionPolicy(metadata, spec);
    }
}
