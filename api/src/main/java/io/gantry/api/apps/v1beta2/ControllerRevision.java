package io.gantry.api.apps.v1beta2;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.RawJson;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code ControllerRevision} of {@code apps/v1beta2}. */
@ApiType
@ApiKind(group = "apps", version = "v1beta2")
public record ControllerRevision(
        @Field(value = 1, always = true) ObjectMeta metadata,
        @Field(2) @Nullable RawJson data,
        @Field(value = 3, required = true) long revision)
        implements KubeObject {
    @Override
    public Kind<ControllerRevision> kind() {
        return ControllerRevisionType.KIND;
    }

    @Override
    public ControllerRevision withMetadata(ObjectMeta metadata) {
        return new ControllerRevision(metadata, data, revision);
    }
}
