package io.gantry.api.meta.v1beta1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/**
 * An object of any kind reduced to its metadata, under the name that this had before version 1.
 *
 * @param metadata Metadata of the object.
 */
@ApiType
@ApiKind(group = "meta.k8s.io", version = "v1beta1")
public record PartialObjectMetadata(
        @Field(value = 1, always = true) ObjectMeta metadata) implements KubeObject {
    @Override
    public Kind<PartialObjectMetadata> kind() {
        return PartialObjectMetadataType.KIND;
    }

    @Override
    public PartialObjectMetadata withMetadata(ObjectMeta metadata) {
        return new PartialObjectMetadata(metadata);
    }
}
