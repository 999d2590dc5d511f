package io.gantry.api.core.v1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.Field;
import io.gantry.api.types.Bytes;
import io.gantry.api.types.Immutable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code Secret} of {@code v1}. */
@ApiType
@ApiKind(
        version = "v1",
        plural = "secrets",
        singular = "secret",
        namespaced = true,
        verbs = {"create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"})
public record Secret(
        @Field(value = 1, always = true) ObjectMeta metadata,
        @Field(2) Map<String, Bytes> data,
        @Field(3) @Default("Opaque") @Nullable String type,
        @Field(4) Map<String, String> stringData,
        @Field(value = 5, pointer = true) @Nullable Boolean immutable)
        implements KubeObject {
    public Secret {
        data = Immutable.map(data);
        stringData = Immutable.map(stringData);
    }

    @Override
    public Kind<Secret> kind() {
        return SecretType.KIND;
    }

    @Override
    public Secret withMetadata(ObjectMeta metadata) {
        return new Secret(metadata, data, type, stringData, immutable);
    }
}
