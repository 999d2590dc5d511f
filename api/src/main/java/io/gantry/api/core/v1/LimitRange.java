package io.gantry.api.core.v1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/**
 * Bounds and defaults for the resources of pods, containers and claims in a namespace, applied when they are created.
 *
 * @param metadata Name, namespace, labels and annotations.
 * @param spec The limits to enforce.
 */
@ApiType
@ApiKind(
        version = "v1",
        plural = "limitranges",
        singular = "limitrange",
        namespaced = true,
        shortNames = "limits",
        verbs = {"create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"})
public record LimitRange(
        @Field(value = 1, always = true) ObjectMeta metadata,
        @Field(value = 2, always = true) LimitRangeSpec spec) implements KubeObject {
    @Override
    public Kind<LimitRange> kind() {
        return LimitRangeType.KIND;
    }

    @Override
    public LimitRange withMetadata(ObjectMeta metadata) {
        return new LimitRange(metadata, spec);
    }
}
