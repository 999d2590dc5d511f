package io.gantry.api.coordination.v1beta1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/**
 * Says who holds something for the time being, such as the role of leader. Nodes also show with it that they are alive.
 *
 * @param metadata Name, labels, annotations and the other data that every object carries.
 * @param spec The holder of the Lease and when it was renewed.
 */
@ApiType
@ApiKind(group = "coordination.k8s.io", version = "v1beta1")
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
