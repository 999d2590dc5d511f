package io.gantry.server.schema;

import io.gantry.api.names.Names;
import io.gantry.api.validation.FieldError;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What whole objects inside of an object must have: a type and well-formed metadata. */
final class EmbeddedObjects {
    private EmbeddedObjects() {}

    static void check(SchemaNode root, Map<String, Object> content, List<FieldError> errors) {
        walk(root, content, "", false, errors);
    }

    private static void walk(
            SchemaNode node, @Nullable Object value, String path, boolean embedded, List<FieldError> errors) {
        if (value instanceof Map<?, ?> map) {
            if (embedded) {
                object(map, path, errors);
            }
            map.forEach((key, each) -> {
                String name = (String) key;
                SchemaNode child = node.child(name);
                if (child != null && !(embedded && name.equals("metadata"))) {
                    String next = node.properties().containsKey(name)
                            ? (path.isEmpty() ? name : path + "." + name)
                            : path + "[" + name + "]";
                    walk(child, each, next, child.embedded(), errors);
                }
            });
        } else if (value instanceof List<?> list) {
            SchemaNode items = node.items();
            for (int i = 0; items != null && i < list.size(); i++) {
                walk(items, list.get(i), path + "[" + i + "]", items.embedded(), errors);
            }
        }
    }

    private static void object(Map<?, ?> object, String path, List<FieldError> errors) {
        for (String name : List.of("apiVersion", "kind")) {
            Object value = object.get(name);
            if (value == null) {
                errors.add(new FieldError(
                        FieldError.Type.REQUIRED, path + "." + name, FieldError.OMITTED, "must not be empty"));
            } else if (!(value instanceof String text)) {
                errors.add(new FieldError(
                        FieldError.Type.INVALID, path + "." + name, Values.type(value), "must be a string"));
            } else if (text.isEmpty()) {
                errors.add(new FieldError(FieldError.Type.INVALID, path + "." + name, text, "must not be empty"));
            } else if (name.equals("apiVersion")
                    && text.chars().filter(c -> c == '/').count() > 1) {
                errors.add(new FieldError(
                        FieldError.Type.INVALID,
                        path + ".apiVersion",
                        text,
                        "unexpected GroupVersion string: " + text));
            } else if (name.equals("kind")) {
                for (String wrong : Names.dns1035Label(text.toLowerCase(java.util.Locale.ROOT))) {
                    errors.add(new FieldError(
                            FieldError.Type.INVALID,
                            path + ".kind",
                            text,
                            "may have mixed case, but should otherwise match: " + wrong));
                }
            }
        }
        if (object.get("metadata") instanceof Map<?, ?> metadata && metadata.get("name") instanceof String name) {
            for (String wrong : Names.dns1123Subdomain(name)) {
                errors.add(new FieldError(FieldError.Type.INVALID, path + ".metadata.name", name, wrong));
            }
        }
    }
}
