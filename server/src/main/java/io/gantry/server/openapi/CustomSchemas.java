package io.gantry.server.openapi;

import io.gantry.api.Kind;
import io.gantry.api.apiextensions.v1.JSONSchemaProps;
import io.gantry.api.apiextensions.v1.JSONSchemaPropsType;
import io.gantry.api.codec.Tree;
import io.gantry.server.schema.CustomVersion;
import io.gantry.server.schema.SchemaNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Custom resources' schemas as documents. Version 3 shows them as they were written; version 2 has no words for much of
 * that, and says only what is certain: clients that check objects by it must not refuse what the server takes.
 */
final class CustomSchemas {
    private static final String METADATA = "Name, labels and what else all objects have.";

    private final boolean v3;
    private final Map<String, Object> metadata;

    /** @param metadata a reference to the schema of an object's metadata */
    CustomSchemas(boolean v3, Map<String, Object> metadata) {
        this.v3 = v3;
        this.metadata = metadata;
    }

    Map<String, Object> describe(Kind<?> kind) {
        SchemaNode root = CustomVersion.of(kind).root();
        Map<String, Object> schema = v3 ? tree(root.props()) : plain(root);
        wholeObject(schema);
        schema.put("x-kubernetes-group-version-kind", List.of(Schemas.groupVersionKind(kind, kind.name())));
        return schema;
    }

    /** Every object has these fields, whatever its schema says of them. */
    private void wholeObject(Map<String, Object> schema) {
        Map<String, Object> properties = new TreeMap<>(map(schema.getOrDefault("properties", Map.of())));
        properties.put("apiVersion", Schemas.API_VERSION);
        properties.put("kind", Schemas.KIND);
        properties.put("metadata", Schemas.described(METADATA, v3 ? Map.of("allOf", List.of(metadata)) : metadata));
        schema.put("type", "object");
        schema.put("properties", properties);
    }

    @SuppressWarnings("unchecked") // documents are made of such maps
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    private Map<String, Object> tree(JSONSchemaProps props) {
        Map<String, Object> tree = map(Objects.requireNonNull(Tree.ofRecord(JSONSchemaPropsType.TYPE, props)));
        embedded(tree);
        return tree;
    }

    private void embedded(Map<String, Object> schema) {
        if (schema.get("properties") instanceof Map<?, ?> properties) {
            properties.values().forEach(child -> embedded(map(child)));
        }
        for (String name : List.of("items", "additionalProperties")) {
            if (schema.get(name) instanceof Map<?, ?> child) {
                embedded(map(child));
            }
        }
        if (Boolean.TRUE.equals(schema.get("x-kubernetes-embedded-resource"))) {
            wholeObject(schema);
        }
    }

    private Map<String, Object> plain(SchemaNode node) {
        Map<String, Object> schema = new LinkedHashMap<>();
        String description = node.props().description();
        if (description != null && !description.isEmpty()) {
            schema.put("description", description);
        }
        // These say more than version 2 can: any value is right as far as it goes.
        if (node.intOrString()) {
            schema.put("x-kubernetes-int-or-string", true);
            return schema;
        }
        if (node.nullable()) {
            return schema;
        }
        if (node.preservesUnknown()) {
            schema.put("x-kubernetes-preserve-unknown-fields", true);
            return schema;
        }
        if (!node.type().isEmpty()) {
            schema.put("type", node.type());
        }
        if (!node.format().isEmpty()) {
            schema.put("format", node.format());
        }
        if (!node.props().required().isEmpty()) {
            schema.put("required", node.props().required());
        }
        if (!node.properties().isEmpty()) {
            Map<String, Object> properties = new TreeMap<>();
            node.properties().forEach((name, child) -> properties.put(name, plain(child)));
            schema.put("properties", properties);
        }
        SchemaNode items = node.items();
        if (items != null) {
            schema.put("items", plain(items));
        }
        SchemaNode additional = node.additional();
        if (additional != null) {
            schema.put("additionalProperties", plain(additional));
        }
        if (!node.listType().isEmpty()) {
            schema.put("x-kubernetes-list-type", node.listType());
        }
        if (!node.mapKeys().isEmpty()) {
            schema.put("x-kubernetes-list-map-keys", node.mapKeys());
        }
        if (node.atomicMap()) {
            schema.put("x-kubernetes-map-type", "atomic");
        }
        if (node.embedded()) {
            schema.put("x-kubernetes-embedded-resource", true);
            wholeObject(schema);
        }
        return schema;
    }
}
