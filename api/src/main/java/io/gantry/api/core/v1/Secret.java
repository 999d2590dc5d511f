package io.gantry.api.core.v1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Column;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.EachKey;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ImmutableField;
import io.gantry.api.schema.TextFormat;
import io.gantry.api.types.Bytes;
import io.gantry.api.types.Immutable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Confidential data such as passwords and keys, for pods to take as environment variables or files.
 *
 * @param metadata Name, namespace, labels and annotations.
 * @param data Bytes by key, base64-encoded in JSON and YAML, at most 1 MiB in all. Keys consist of letters, digits, -,
 *     _ and . characters.
 * @param type What the data are for, such as Opaque or kubernetes.io/tls; some types require certain keys. Immutable.
 *     Defaults to Opaque.
 * @param stringData Plain text by key for convenience: copied over data on writes and never returned.
 * @param immutable Once true, neither data nor this flag can be changed; only deleting the object helps. Defaults to
 *     false.
 */
@ApiType
@Column(name = "Name", path = "metadata.name", format = "name")
@Column(name = "Type", path = "type")
@Column(name = "Data", cells = "secret")
@Column(name = "Age", path = "metadata.creationTimestamp", otherwise = "<unknown>")
@ApiKind(
        version = "v1",
        plural = "secrets",
        singular = "secret",
        namespaced = true,
        verbs = {"create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"})
public record Secret(
        @Field(value = 1, always = true) ObjectMeta metadata,
        @Field(2) @EachKey(TextFormat.CONFIG_MAP_KEY) Map<String, Bytes> data,

        @Field(3) @Default("Opaque") @ImmutableField @Nullable
        String type,

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
