package io.gantry.server.openapi;

import io.gantry.api.Kind;
import io.gantry.api.meta.v1.ObjectMetaType;
import io.gantry.api.schema.Descriptions;
import io.gantry.api.schema.FieldInfo;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.RecordType;
import io.gantry.api.schema.Shape;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Types as OpenAPI schemas, read off their field tables. Collects every type that it refers to. Not thread-safe. */
final class Schemas {
    /** Every object's two fields that no record has. */
    static final Map<String, Object> API_VERSION =
            described("The version of the group that the object is written in, such as apps/v1.", text(""));

    static final Map<String, Object> KIND = described("The kind of the object, in CamelCase.", text(""));

    private static final String TIME =
            "A moment as RFC 3339 writes it, in whole seconds, such as 2026-01-31T12:00:00Z.";
    private static final String MICRO_TIME =
            "A moment as RFC 3339 writes it, in microseconds, such as 2026-01-31T12:00:00.000000Z.";
    private static final String QUANTITY =
            "An amount: a decimal number, and after it nothing, one of n, u, m, k, M, G, T, P and E for powers of 1000, "
                    + "one of Ki, Mi, Gi, Ti, Pi and Ei for powers of 1024, or an exponent such as e3.";
    private static final String INT_OR_STRING =
            "A whole number or a text, as with a port's number or name, or a count and a percentage.";

    private final boolean v3;
    private final String prefix;
    private final Map<String, Object> done = new TreeMap<>();
    private final ArrayDeque<RecordType<?>> open = new ArrayDeque<>();

    /** @param v3 version 3 says more: defaults, and unions of types */
    Schemas(boolean v3) {
        this.v3 = v3;
        this.prefix = v3 ? "#/components/schemas/" : "#/definitions/";
    }

    /** All schemas collected so far, by name. */
    Map<String, Object> all() {
        while (!open.isEmpty()) {
            RecordType<?> type = open.remove();
            done.put(SchemaNames.of(type), describe(type));
        }
        return done;
    }

    /** The schema of a kind's objects. */
    Map<String, Object> reference(Kind<?> kind) {
        if (!kind.custom()) {
            return reference(kind.type());
        }
        String name = SchemaNames.of(kind);
        return done.containsKey(name)
                ? Map.of("$ref", prefix + name)
                : reference(name, new CustomSchemas(v3, reference(ObjectMetaType.TYPE)).describe(kind));
    }

    Map<String, Object> reference(RecordType<?> type) {
        String name = SchemaNames.of(type);
        if (!done.containsKey(name)) {
            done.put(name, Map.of()); // claimed: types refer to themselves
            open.add(type);
        }
        return Map.of("$ref", prefix + name);
    }

    private Map<String, Object> reference(String name, Map<String, Object> schema) {
        done.putIfAbsent(name, schema);
        return Map.of("$ref", prefix + name);
    }

    /** The schema {@code XList} of a kind's collection. */
    Map<String, Object> listReference(Kind<?> kind) {
        Map<String, Object> item = reference(kind);
        String name = kind.custom() ? SchemaNames.ofList(kind) : SchemaNames.of(kind.type()) + "List";
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("apiVersion", API_VERSION);
        properties.put("items", described("What the list holds.", Map.of("type", "array", "items", item)));
        properties.put("kind", KIND);
        Map<String, Object> meta = reference(io.gantry.api.meta.v1.ListMetaType.TYPE);
        properties.put("metadata", described("The list's version, and where its next part begins.", wrapped(meta)));
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("description", "A list of " + kind.name() + " objects.");
        schema.put("type", "object");
        schema.put("required", List.of("items"));
        schema.put("properties", properties);
        schema.put("x-kubernetes-group-version-kind", List.of(groupVersionKind(kind, kind.listName())));
        return reference(name, schema);
    }

    Map<String, Object> patchReference() {
        return reference(
                SchemaNames.PATCH,
                described("A change to an object; its media type says how to read it.", Map.of("type", "object")));
    }

    static Map<String, Object> groupVersionKind(Kind<?> kind, String name) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("group", kind.group());
        result.put("kind", name);
        result.put("version", kind.version());
        return result;
    }

    private Map<String, Object> describe(RecordType<?> type) {
        Map<String, Object> schema = new LinkedHashMap<>();
        String description = Descriptions.of(type);
        if (description != null) {
            schema.put("description", description);
        }
        if (type.shape() != Shape.OBJECT) {
            return schema; // a union: anything
        }
        schema.put("type", "object");
        List<Object> required = new ArrayList<>();
        Map<String, Object> properties = new TreeMap<>();
        Kind<?> kind = type.kind();
        if (kind != null) {
            properties.put("apiVersion", API_VERSION);
            properties.put("kind", KIND);
        }
        for (FieldInfo field : type.fields()) {
            properties.put(field.name(), property(type, field));
            if (field.required()) {
                required.add(field.name());
            }
        }
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        schema.put("properties", properties);
        if (type.atomic()) {
            schema.put("x-kubernetes-map-type", "atomic");
        }
        if (kind != null) {
            schema.put("x-kubernetes-group-version-kind", List.of(groupVersionKind(kind, kind.name())));
        }
        return schema;
    }

    private Map<String, Object> property(RecordType<?> type, FieldInfo field) {
        Map<String, Object> value = value(type, field);
        Map<String, Object> schema = new LinkedHashMap<>();
        String description = Descriptions.of(type, field);
        if (description != null) {
            schema.put("description", description);
        }
        switch (field.container()) {
            case SINGLE -> schema.putAll(wrapped(value));
            case LIST -> {
                schema.put("type", "array");
                schema.put("items", value);
            }
            case MAP -> {
                schema.put("type", "object");
                schema.put("additionalProperties", value);
            }
        }
        schema.putAll(extras(field));
        return schema;
    }

    /** Version 3 ignores what stands beside a reference, unless that is wrapped. */
    private Map<String, Object> wrapped(Map<String, Object> value) {
        return v3 && value.containsKey("$ref") ? Map.of("allOf", List.of(value)) : value;
    }

    static Map<String, Object> described(String description, Map<String, Object> schema) {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("description", description);
        described.putAll(schema);
        return described;
    }

    private Map<String, Object> extras(FieldInfo field) {
        Map<String, Object> extras = new LinkedHashMap<>();
        if (v3 && field.always()) {
            extras.put("default", Map.of());
        }
        if (field.listType() != ListType.NONE) {
            extras.put("x-kubernetes-list-type", field.listType().name().toLowerCase(java.util.Locale.ROOT));
        }
        if (!field.mapKeys().isEmpty()) {
            extras.put("x-kubernetes-list-map-keys", field.mapKeys());
        }
        if (!field.mergeKey().isEmpty()) {
            extras.put("x-kubernetes-patch-merge-key", field.mergeKey());
        }
        if (field.merge() || field.retainKeys()) {
            extras.put(
                    "x-kubernetes-patch-strategy",
                    field.merge() && field.retainKeys() ? "merge,retainKeys" : field.merge() ? "merge" : "retainKeys");
        }
        if (field.atomic()) {
            extras.put("x-kubernetes-map-type", "atomic");
        }
        return extras;
    }

    private Map<String, Object> value(RecordType<?> type, FieldInfo field) {
        return switch (field.kind()) {
            case STRING, DURATION -> text("");
            case INT32 -> Map.of("type", "integer", "format", "int32");
            case INT64 -> Map.of("type", "integer", "format", "int64");
            case BOOL -> Map.of("type", "boolean");
            case DOUBLE -> Map.of("type", "number", "format", "double");
            case BYTES -> text("byte");
            case TIME -> reference(SchemaNames.TIME, described(TIME, text("date-time")));
            case MICRO_TIME -> reference(SchemaNames.MICRO_TIME, described(MICRO_TIME, text("date-time")));
            case QUANTITY -> reference(SchemaNames.QUANTITY, described(QUANTITY, quantity()));
            case INT_OR_STRING -> reference(SchemaNames.INT_OR_STRING, described(INT_OR_STRING, intOrString()));
            case RAW -> Map.of("type", "object");
            case RECORD -> reference(type.child(field));
            case STRINGS -> Map.of("type", "array", "items", text(""));
        };
    }

    private Map<String, Object> quantity() {
        return v3 ? Map.of("oneOf", List.of(text(""), Map.of("type", "number"))) : text("");
    }

    private Map<String, Object> intOrString() {
        return v3
                ? Map.of("format", "int-or-string", "oneOf", List.of(Map.of("type", "integer"), text("")))
                : text("int-or-string");
    }

    private static Map<String, Object> text(String format) {
        return format.isEmpty() ? Map.of("type", "string") : Map.of("type", "string", "format", format);
    }
}
