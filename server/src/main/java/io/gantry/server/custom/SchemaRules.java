package io.gantry.server.custom;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.gantry.api.apiextensions.v1.JSONSchemaProps;
import io.gantry.api.apiextensions.v1.JSONSchemaPropsOrArray;
import io.gantry.api.apiextensions.v1.JSONSchemaPropsOrBool;
import io.gantry.api.apiextensions.v1.JSONSchemaPropsType;
import io.gantry.api.validation.FieldErrors;
import io.gantry.api.validation.FieldPath;
import io.gantry.server.cel.SchemaExpressions;
import io.gantry.server.schema.SchemaNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a schema of a custom resource may say: the part of OpenAPI that Kubernetes allows, and that it is structural, which
 * means that the shape of objects can be read off it without looking into {@code allOf} and the like. Not thread-safe.
 */
final class SchemaRules {
    private static final List<String> TYPES = List.of("array", "boolean", "integer", "number", "object", "string");

    private enum Level {
        ROOT,
        ITEM,
        FIELD
    }

    private final FieldErrors errors;
    private final boolean status;
    private final boolean limitCosts;

    /**
     * @param status whether the status is a subresource, so that its schema must be found apart
     * @param limitCosts whether rules may be too expensive
     */
    SchemaRules(FieldErrors errors, boolean status, boolean limitCosts) {
        this.errors = errors;
        this.status = status;
        this.limitCosts = limitCosts;
    }

    void check(JSONSchemaProps root, FieldPath path) {
        int before = errors.size();
        if (status) {
            rootWithStatus(root, path);
        }
        language(root, path);
        structure(root, Level.ROOT, path);
        complete(root, root, path, path);
        if (errors.size() == before) {
            SchemaNode node = SchemaNode.of(root);
            DefaultRules.check(node, path, errors);
            if (node.any(each -> !each.props().xKubernetesValidations().isEmpty())) {
                SchemaExpressions.check(node, limitCosts, path, errors);
            }
        }
    }

    private void rootWithStatus(JSONSchemaProps root, FieldPath path) {
        boolean more = !root.allOf().isEmpty()
                || !root.anyOf().isEmpty()
                || !root.oneOf().isEmpty()
                || root.not() != null
                || !root.enumValues().isEmpty()
                || root.minProperties() != null
                || root.maxProperties() != null
                || root.additionalProperties() != null
                || Boolean.TRUE.equals(root.nullable())
                || root.defaultValue() != null;
        if (more) {
            errors.invalidRecord(
                    path,
                    JSONSchemaPropsType.TYPE,
                    root,
                    "only [Description Type Format Title Maximum ExclusiveMaximum Minimum ExclusiveMinimum MaxLength "
                            + "MinLength Pattern MaxItems MinItems UniqueItems MultipleOf Required Items Properties "
                            + "ExternalDocs Example XPreserveUnknownFields XValidations] fields are allowed at the root "
                            + "of the schema if the status subresource is enabled");
        }
    }

    // ---- what may be said at all

    private void language(@Nullable JSONSchemaProps schema, FieldPath path) {
        if (schema == null) {
            return;
        }
        unsupported(schema, path);
        if (Boolean.TRUE.equals(schema.uniqueItems())) {
            errors.forbidden(
                    path.child("uniqueItems"),
                    "uniqueItems cannot be set to true since the runtime complexity becomes quadratic");
        }
        JSONSchemaPropsOrBool additional = schema.additionalProperties();
        if (additional != null) {
            if (!schema.properties().isEmpty()
                    && (!Boolean.TRUE.equals(additional.allows()) || additional.schema() != null)) {
                errors.forbidden(
                        path.child("additionalProperties"), "additionalProperties and properties are mutual exclusive");
            }
            language(additional.schema(), path.child("additionalProperties"));
        }
        schema.properties()
                .forEach((name, child) ->
                        language(child, path.child("properties").key(name)));
        language(schema.not(), path.child("not"));
        each(schema.allOf(), path.child("allOf"));
        each(schema.anyOf(), path.child("anyOf"));
        each(schema.oneOf(), path.child("oneOf"));
        JSONSchemaPropsOrArray items = schema.items();
        if (items != null) {
            language(items.schema(), path.child("items"));
        }
        if (Boolean.FALSE.equals(schema.xKubernetesPreserveUnknownFields())) {
            errors.invalid(path.child("x-kubernetes-preserve-unknown-fields"), false, "must be true or undefined");
        }
        if (schema.xKubernetesMapType() != null) {
            if (!"object".equals(schema.type())) {
                typed(path, schema.type(), "must be object if x-kubernetes-map-type is specified");
            }
            errors.oneOf(
                    path.child("x-kubernetes-map-type"), schema.xKubernetesMapType(), List.of("atomic", "granular"));
        }
        lists(schema, path);
    }

    private void each(List<JSONSchemaProps> schemas, FieldPath path) {
        for (int i = 0; i < schemas.size(); i++) {
            language(schemas.get(i), path.index(i));
        }
    }

    private void typed(FieldPath path, @Nullable String type, String rule) {
        if (type == null || type.isEmpty()) {
            errors.required(path.child("type"), rule);
        } else {
            errors.invalid(path.child("type"), type, rule);
        }
    }

    private void unsupported(JSONSchemaProps schema, FieldPath path) {
        forbid(schema.id() != null, path, "id");
        forbid(schema.additionalItems() != null, path, "additionalItems");
        forbid(!schema.patternProperties().isEmpty(), path, "patternProperties");
        forbid(!schema.definitions().isEmpty(), path, "definitions");
        forbid(!schema.dependencies().isEmpty(), path, "dependencies");
        forbid(schema.ref() != null, path, "$ref");
        if ("null".equals(schema.type())) {
            errors.forbidden(path.child("type"), "type cannot be set to null, use nullable as an alternative");
        } else if (schema.type() != null && !schema.type().isEmpty() && !TYPES.contains(schema.type())) {
            errors.notSupported(path.child("type"), schema.type(), TYPES);
        }
        JSONSchemaPropsOrArray items = schema.items();
        if (items != null && !items.jSONSchemas().isEmpty()) {
            errors.forbidden(path.child("items"), "items must be a schema object and not an array");
        }
    }

    private void forbid(boolean given, FieldPath path, String name) {
        if (given) {
            errors.forbidden(path.child(name), name + " is not supported");
        }
    }

    private void lists(JSONSchemaProps schema, FieldPath path) {
        String type = schema.xKubernetesListType();
        FieldPath at = path.child("x-kubernetes-list-type");
        List<String> keys = schema.xKubernetesListMapKeys();
        if (type != null) {
            if (!"array".equals(schema.type())) {
                typed(path, schema.type(), "must be array if x-kubernetes-list-type is specified");
            }
            errors.oneOf(at, type, List.of("atomic", "map", "set"));
        }
        FieldPath keysAt = path.child("x-kubernetes-list-map-keys");
        if (!keys.isEmpty()) {
            String rule = "must be map if x-kubernetes-list-map-keys is non-empty";
            if (type == null) {
                errors.required(at, rule);
            } else if (!type.equals("map")) {
                errors.invalid(at, type, rule);
            }
        }
        JSONSchemaProps items = schema.items() == null ? null : schema.items().schema();
        if ("map".equals(type)) {
            if (keys.isEmpty()) {
                errors.required(keysAt, "must not be empty if x-kubernetes-list-type is map");
            }
            if (items == null) {
                errors.required(path.child("items"), "must have a schema if x-kubernetes-list-type is map");
            } else {
                elements(items, keys, path, keysAt);
            }
        }
        if ("set".equals(type) && items != null) {
            setElements(items, path.child("items"));
        }
    }

    private void elements(JSONSchemaProps items, List<String> keys, FieldPath path, FieldPath keysAt) {
        FieldPath at = path.child("items");
        if (!"object".equals(items.type())) {
            typed(at, items.type(), "must be object if parent array's x-kubernetes-list-type is map");
        }
        if (Boolean.TRUE.equals(items.nullable())) {
            errors.forbidden(at.child("nullable"), "cannot be nullable when x-kubernetes-list-type is map");
        }
        for (int i = 0; i < keys.size(); i++) {
            String key = keys.get(i);
            if (keys.indexOf(key) < i) {
                errors.duplicate(keysAt.index(i), key);
            }
            JSONSchemaProps field = items.properties().get(key);
            if (field == null) {
                errors.invalid(keysAt.index(i), key, "entries must all be names of item properties");
                continue;
            }
            FieldPath place = at.child("properties").key(key);
            if ("array".equals(field.type()) || "object".equals(field.type())) {
                errors.invalid(
                        place.child("type"),
                        field.type(),
                        "must be a scalar type if parent array's x-kubernetes-list-type is map");
            }
            if (Boolean.TRUE.equals(field.nullable())) {
                errors.forbidden(
                        place.child("nullable"),
                        "this property is in x-kubernetes-list-map-keys, so it cannot be nullable");
            }
            if (field.defaultValue() == null && !items.required().contains(key)) {
                errors.required(
                        place.child("default"),
                        "this property is in x-kubernetes-list-map-keys, so it must have a default or be a required "
                                + "property");
            }
        }
    }

    private void setElements(JSONSchemaProps items, FieldPath path) {
        if (Boolean.TRUE.equals(items.nullable())) {
            errors.forbidden(path.child("nullable"), "cannot be nullable when x-kubernetes-list-type is set");
        }
        if ("array".equals(items.type()) && !"atomic".equals(items.xKubernetesListType())) {
            errors.invalid(
                    path.child("x-kubernetes-list-type"),
                    items.xKubernetesListType(),
                    "must be atomic as item of a list with x-kubernetes-list-type=set");
        }
        if ("object".equals(items.type()) && !"atomic".equals(items.xKubernetesMapType())) {
            errors.invalid(
                    path.child("x-kubernetes-map-type"),
                    items.xKubernetesMapType(),
                    "must be atomic as item of a list with x-kubernetes-list-type=set");
        }
    }

    // ---- structural

    private void structure(JSONSchemaProps schema, Level level, FieldPath path) {
        boolean intOrString = Boolean.TRUE.equals(schema.xKubernetesIntOrString());
        boolean preserves = Boolean.TRUE.equals(schema.xKubernetesPreserveUnknownFields());
        boolean embedded = Boolean.TRUE.equals(schema.xKubernetesEmbeddedResource());
        String type = schema.type() == null ? "" : schema.type();
        JSONSchemaProps items = schema.items() == null ? null : schema.items().schema();
        if (type.equals("array") && items == null) {
            errors.required(path.child("items"), "must be specified");
        }
        if (items != null) {
            structure(items, Level.ITEM, path.child("items"));
        }
        schema.properties()
                .forEach((name, child) ->
                        structure(child, Level.FIELD, path.child("properties").key(name)));
        JSONSchemaPropsOrBool additional = schema.additionalProperties();
        if (additional != null && (additional.schema() != null || Boolean.TRUE.equals(additional.allows()))) {
            if (level == Level.ROOT) {
                errors.forbidden(path.child("additionalProperties"), "must not be used at the root");
            }
            if (additional.schema() != null) {
                structure(additional.schema(), Level.FIELD, path.child("additionalProperties"));
            }
            if (embedded) {
                errors.forbidden(
                        path.child("additionalProperties"),
                        "must not be used if x-kubernetes-embedded-resource is set");
            }
        }
        if (intOrString && preserves) {
            errors.invalid(
                    path.child("x-kubernetes-preserve-unknown-fields"),
                    true,
                    "must be false if x-kubernetes-int-or-string is true");
        }
        if (intOrString && embedded) {
            errors.invalid(
                    path.child("x-kubernetes-embedded-resource"),
                    true,
                    "must be false if x-kubernetes-int-or-string is true");
        }
        boolean skipAny = intOrString && integerOrString(schema.anyOf());
        boolean skipFirst = intOrString
                && !schema.allOf().isEmpty()
                && integerOrString(schema.allOf().getFirst().anyOf());
        values(schema, skipAny, skipFirst, path);
        if (embedded && !type.equals("object")) {
            typed(path, type, "must be object if x-kubernetes-embedded-resource is true");
        } else if (type.isEmpty() && !intOrString && !preserves) {
            errors.required(
                    path.child("type"),
                    switch (level) {
                        case ROOT -> "must not be empty at the root";
                        case ITEM -> "must not be empty for specified array items";
                        case FIELD -> "must not be empty for specified object fields";
                    });
        }
        if (level == Level.ROOT && !type.isEmpty() && !type.equals("object")) {
            errors.invalid(path.child("type"), type, "must be object at the root");
        }
        objectFields(schema, level, embedded, path);
        if (embedded && !preserves && schema.properties().isEmpty()) {
            errors.required(
                    path.child("properties"),
                    "must not be empty if x-kubernetes-embedded-resource is true without "
                            + "x-kubernetes-preserve-unknown-fields");
        }
    }

    private void objectFields(JSONSchemaProps schema, Level level, boolean embedded, FieldPath path) {
        if (level != Level.ROOT && !embedded) {
            return;
        }
        FieldPath properties = path.child("properties");
        for (String name : List.of("kind", "apiVersion")) {
            JSONSchemaProps field = schema.properties().get(name);
            if (field != null && !"string".equals(field.type())) {
                errors.invalid(properties.key(name).child("type"), field.type(), "must be string");
            }
        }
        JSONSchemaProps metadata = schema.properties().get("metadata");
        if (metadata == null) {
            return;
        }
        if (!"object".equals(metadata.type())) {
            errors.invalid(properties.key("metadata").child("type"), metadata.type(), "must be object");
        }
        boolean more = metadata.properties().keySet().stream()
                        .anyMatch(name -> !name.equals("name") && !name.equals("generateName"))
                || metadata.additionalProperties() != null
                || Boolean.TRUE.equals(metadata.nullable())
                || Boolean.TRUE.equals(metadata.xKubernetesPreserveUnknownFields())
                || !metadata.required().isEmpty();
        if (level == Level.ROOT && more) {
            errors.forbidden(
                    properties.key("metadata"),
                    "must not specify anything other than name and generateName, but metadata is implicitly specified");
        }
    }

    private static boolean integerOrString(List<JSONSchemaProps> alternatives) {
        return alternatives.size() == 2
                && "integer".equals(alternatives.get(0).type())
                && "string".equals(alternatives.get(1).type());
    }

    private void values(JSONSchemaProps schema, boolean skipAny, boolean skipFirst, FieldPath path) {
        for (int i = 0; !skipAny && i < schema.anyOf().size(); i++) {
            nested(schema.anyOf().get(i), false, path.child("anyOf").index(i));
        }
        for (int i = 0; i < schema.allOf().size(); i++) {
            nested(
                    schema.allOf().get(i),
                    skipFirst && i == 0,
                    path.child("allOf").index(i));
        }
        for (int i = 0; i < schema.oneOf().size(); i++) {
            nested(schema.oneOf().get(i), false, path.child("oneOf").index(i));
        }
        if (schema.not() != null) {
            nested(schema.not(), false, path.child("not"));
        }
        String pattern = schema.pattern();
        if (pattern != null && !pattern.isEmpty()) {
            try {
                Pattern.compile(pattern);
            } catch (PatternSyntaxException e) {
                errors.invalid(
                        path.child("pattern"),
                        pattern,
                        "must be a valid regular expression, but isn't: " + e.getMessage());
            }
        }
    }

    private void nested(JSONSchemaProps schema, boolean skipAny, FieldPath path) {
        values(schema, skipAny, false, path);
        JSONSchemaProps items = schema.items() == null ? null : schema.items().schema();
        if (items != null) {
            nested(items, false, path.child("items"));
        }
        schema.properties()
                .forEach((name, child) ->
                        nested(child, false, path.child("properties").key(name)));
        String undefined = "must be undefined to be structural";
        String empty = "must be empty to be structural";
        String off = "must be false to be structural";
        forbid(schema.type() != null && !schema.type().isEmpty(), path, "type", empty);
        forbid(schema.additionalProperties() != null, path, "additionalProperties", undefined);
        forbid(schema.defaultValue() != null, path, "default", undefined);
        forbid(schema.title() != null, path, "title", empty);
        forbid(schema.description() != null, path, "description", empty);
        forbid(Boolean.TRUE.equals(schema.nullable()), path, "nullable", off);
        forbid(schema.externalDocs() != null, path, "externalDocs", undefined);
        forbid(
                Boolean.TRUE.equals(schema.xKubernetesPreserveUnknownFields()),
                path,
                "x-kubernetes-preserve-unknown-fields",
                off);
        forbid(Boolean.TRUE.equals(schema.xKubernetesEmbeddedResource()), path, "x-kubernetes-embedded-resource", off);
        forbid(Boolean.TRUE.equals(schema.xKubernetesIntOrString()), path, "x-kubernetes-int-or-string", off);
        forbid(!schema.xKubernetesListMapKeys().isEmpty(), path, "x-kubernetes-list-map-keys", empty);
        forbid(schema.xKubernetesListType() != null, path, "x-kubernetes-list-type", undefined);
        forbid(schema.xKubernetesMapType() != null, path, "x-kubernetes-map-type", undefined);
        forbid(!schema.xKubernetesValidations().isEmpty(), path, "x-kubernetes-validations", empty);
        if (schema.properties().containsKey("metadata")) {
            errors.forbidden(path.child("properties").key("metadata"), "must not be specified in a nested context");
        }
    }

    private void forbid(boolean given, FieldPath path, String name, String rule) {
        if (given) {
            errors.forbidden(path.child(name), rule);
        }
    }

    /** What is demanded below allOf and the like must also stand in the structure itself. */
    private void complete(JSONSchemaProps schema, @Nullable JSONSchemaProps structure, FieldPath path, FieldPath at) {
        for (var group : List.of(
                new Group("anyOf", schema.anyOf()),
                new Group("allOf", schema.allOf()),
                new Group("oneOf", schema.oneOf()),
                new Group("not", schema.not() == null ? List.of() : List.of(schema.not())))) {
            for (int i = 0; i < group.schemas().size(); i++) {
                FieldPath place = group.name().equals("not")
                        ? path.child("not")
                        : path.child(group.name()).index(i);
                named(group.schemas().get(i), structure, place, at);
            }
        }
        if (schema == structure) {
            schema.properties().forEach((name, child) -> {
                FieldPath next = path.child("properties").key(name);
                complete(child, child, next, next);
            });
            JSONSchemaProps items =
                    schema.items() == null ? null : schema.items().schema();
            if (items != null) {
                complete(items, items, path.child("items"), path.child("items"));
            }
            JSONSchemaPropsOrBool additional = schema.additionalProperties();
            if (additional != null && additional.schema() != null) {
                FieldPath next = path.child("additionalProperties");
                complete(additional.schema(), additional.schema(), next, next);
            }
        }
    }

    private record Group(String name, List<JSONSchemaProps> schemas) {}

    private void named(JSONSchemaProps nested, @Nullable JSONSchemaProps structure, FieldPath path, FieldPath at) {
        nested.properties().forEach((name, child) -> {
            JSONSchemaProps field =
                    structure == null ? null : structure.properties().get(name);
            FieldPath next = path.child("properties").key(name);
            if (field == null) {
                errors.required(at.child("properties").key(name), "because it is defined in " + next);
            }
            named(child, field, next, at.child("properties").key(name));
        });
        JSONSchemaProps items = nested.items() == null ? null : nested.items().schema();
        if (items != null) {
            JSONSchemaProps own = structure == null || structure.items() == null
                    ? null
                    : structure.items().schema();
            if (own == null) {
                errors.required(at.child("items"), "because it is defined in " + path.child("items"));
            }
            named(items, own, path.child("items"), at.child("items"));
        }
        complete(nested, structure, path, at);
    }
}
