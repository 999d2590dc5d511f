package io.gantry.api.core.v1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Column;
import io.gantry.api.schema.EachKey;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.TextFormat;
import io.gantry.api.types.Bytes;
import io.gantry.api.types.Immutable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Configuration that is not confidential, as keys and values, for pods to take as environment variables or files.
 *
 * @param metadata Name, namespace, labels and annotations.
 * @param data UTF-8 text by key. Keys consist of letters, digits, -, _ and . and must not be used in binaryData as
 *     well.
 * @param binaryData Bytes by key, base64-encoded in JSON and YAML. Together with data at most 1 MiB.
 * @param immutable Once true, neither data nor this flag can be changed; only deleting the object helps. Defaults to
 *     false.
 */
@ApiType
@Column(name = "Name", path = "metadata.name", format = "name")
@Column(name = "Data", cells = "configMap")
@Column(name = "Age", path = "metadata.creationTimestamp", otherwise = "<unknown>")
@ApiKind(
        version = "v1",
        plural = "configmaps",
        singular = "configmap",
        namespaced = true,
        shortNames = "cm",
        verbs = {"create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"})
public record ConfigMap(
        @Field(value = 1, always = true) ObjectMeta metadata,
        @Field(2) @EachKey(TextFormat.CONFIG_MAP_KEY) Map<String, String> data,
        @Field(3) @EachKey(TextFormat.CONFIG_MAP_KEY) Map<String, Bytes> binaryData,
        @Field(value = 4, pointer = true) @Nullable Boolean immutable)
        implements KubeObject {
    public ConfigMap {
        data = Immutable.map(data);
        binaryData = Immutable.map(binaryData);
    }

    @Override
    public Kind<ConfigMap> kind() {
        return ConfigMapType.KIND;
    }

    @Override
    public ConfigMap withMetadata(ObjectMeta metadata) {
        return new ConfigMap(metadata, data, binaryData, immutable);
    }
}
