package io.gantry.api.coordination.v1alpha2;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Column;
import io.gantry.api.schema.Field;

/**
 * Somebody who would like to hold a Lease, from among whom the server chooses.
 *
 * @param metadata Name, labels, annotations and the other data that every object carries.
 * @param spec The Lease that is wanted, and the version of the candidate.
 */
@ApiType
@Column(name = "Name", path = "metadata.name", format = "name")
@Column(name = "LeaseName", path = "spec.leaseName")
@Column(name = "BinaryVersion", path = "spec.binaryVersion")
@Column(name = "EmulationVersion", path = "spec.emulationVersion")
@Column(name = "Age", path = "metadata.creationTimestamp", otherwise = "<unknown>")
@ApiKind(
        group = "coordination.k8s.io",
        version = "v1alpha2",
        plural = "leasecandidates",
        singular = "leasecandidate",
        namespaced = true,
        verbs = {"create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"})
public record LeaseCandidate(
        @Field(value = 1, always = true) ObjectMeta metadata,
        @Field(value = 2, required = true, always = true) LeaseCandidateSpec spec)
        implements KubeObject {
    @Override
    public Kind<LeaseCandidate> kind() {
        return LeaseCandidateType.KIND;
    }

    @Override
    public LeaseCandidate withMetadata(ObjectMeta metadata) {
        return new LeaseCandidate(metadata, spec);
    }
}
