package io.gantry.api.coordination.v1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Column;
import io.gantry.api.schema.Field;

/**
 * Says who holds something for the time being, such as the role of leader. Nodes also show with it that they are alive.
 *
 * @param metadata Name, labels, annotations and the other data that every object carries.
 * @param spec The holder of the Lease and when it was renewed.
 */
@ApiType
@Column(name = "Name", path = "metadata.name", format = "name")
@Column(name = "Holder", path = "spec.holderIdentity")
@Column(name = "Age", path = "metadata.creationTimestamp", otherwise = "<unknown>")
@ApiKind(
        group = "coordination.k8s.io",
        version = "v1",
        plural = "leases",
        singular = "lease",
        namespaced = true,
        verbs = {"create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"})
public record Lease(
        @Field(value = 1, always = true) ObjectMeta metadata,
        @Field(value = 2, always = true) LeaseSpec spec) implements KubeObject {
    @Override
    public Kind<Lease> kind() {
        return LeaseType.KIND;
    }

    @Override
    public Lease withMetadata(ObjectMeta metadata) {
        return new Lease(metadata, spec);
    }
}
