package io.gantry.testkit.coverage;

import io.gantry.api.codec.Cbor;
import io.gantry.api.codec.Tree;
import io.gantry.api.codec.Yaml;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The same change as each type of patch says it. */
enum Patches {
    JSON_PATCH("j", "application/json-patch+json", ""),
    MERGE("m", "application/merge-patch+json", ""),
    STRATEGIC("s", "application/strategic-merge-patch+json", ""),
    APPLY("a", "application/apply-patch+yaml", "?fieldManager=coverage&force=true"),
    APPLY_CBOR("c", "application/apply-patch+cbor", "?fieldManager=coverage&force=true");

    private final String sign;
    private final String mediaType;
    private final String query;

    Patches(String sign, String mediaType, String query) {
        this.sign = sign;
        this.mediaType = mediaType;
        this.query = query;
    }

    String sign() {
        return sign;
    }

    String mediaType() {
        return mediaType;
    }

    String query() {
        return query;
    }

    /**
     * A patch that sets the fields of {@code change} and leaves the others.
     *
     * @param object that is changed, as it is
     * @param change a tree of fields below it, such as {@code {spec: {replicas: 3}}}
     */
    byte[] of(Map<String, Object> object, Map<String, Object> change) {
        return switch (this) {
            case JSON_PATCH -> {
                List<Object> operations = new ArrayList<>();
                change.forEach((field, value) -> operations(operations, "/" + field, object.get(field), value));
                yield Tree.toJson(operations);
            }
            case MERGE, STRATEGIC -> Tree.toJson(change);
            case APPLY -> Yaml.write(configuration(object, change)).getBytes(StandardCharsets.UTF_8);
            case APPLY_CBOR -> Cbor.ofTree(configuration(object, change));
        };
    }

    private static Map<String, Object> configuration(Map<String, Object> object, Map<String, Object> change) {
        Map<String, Object> applied = new LinkedHashMap<>();
        applied.put("apiVersion", object.get("apiVersion"));
        applied.put("kind", object.get("kind"));
        Map<String, Object> metadata = Trees.map("name", Trees.text(object, "metadata.name"));
        if (change.get("metadata") instanceof Map<?, ?> changed) {
            metadata.putAll(Tree.object(changed));
        }
        applied.putAll(change);
        applied.put("metadata", metadata);
        return applied;
    }

    private static void operations(List<Object> operations, String path, @Nullable Object has, Object value) {
        if (has instanceof Map<?, ?> map && value instanceof Map<?, ?> fields) {
            Tree.object(fields)
                    .forEach((field, inner) -> operations(
                            operations,
                            path + "/" + field.replace("~", "~0").replace("/", "~1"),
                            map.get(field),
                            inner));
            return;
        }
        Map<String, Object> operation = Trees.map("op", "add");
        operation.put("path", path);
        operation.put("value", value);
        operations.add(operation);
    }
}
