package io.gantry.api.autoscaling.v1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Column;
import io.gantry.api.schema.Field;

/**
 * How many instances a workload shall have, and has, regardless of its kind.
 *
 * @param metadata Name, labels, annotations and the other data that every object carries.
 * @param spec The wanted number of instances.
 * @param status The number of instances seen last, and how to find them. Read-only.
 */
@ApiType
@Column(name = "Name", path = "metadata.name")
@Column(name = "Desired", path = "spec.replicas", type = "integer")
@Column(name = "Available", path = "status.replicas", type = "integer")
@Column(name = "Age", path = "metadata.creationTimestamp", otherwise = "<unknown>")
@ApiKind(group = "autoscaling", version = "v1")
public record Scale(
        @Field(value = 1, always = true) ObjectMeta metadata,
        @Field(value = 2, always = true) ScaleSpec spec,
        @Field(value = 3, always = true) ScaleStatus status)
        implements KubeObject {
    @Override
    public Kind<Scale> kind() {
        return ScaleType.KIND;
    }

    @Override
    public Scale withMetadata(ObjectMeta metadata) {
        return new Scale(metadata, spec, status);
    }
}
