package io.gantry.server.schema;

import io.gantry.api.meta.v1.ObjectMetaType;
import io.gantry.server.patch.RecordSchema;
import io.gantry.server.patch.Schema;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A custom resource's schema as patches see it. What the schema says nothing of is taken as it comes: objects by their
 * fields, everything else as a whole. Immutable and thread-safe.
 */
final class CustomSchema implements Schema {
    /** A place that the schema does not describe. */
    private static final CustomSchema UNKNOWN = new CustomSchema(null, false);

    /** What every object has, whether or not its schema says so. */
    private static final Set<String> OBJECT_FIELDS = Set.of("apiVersion", "kind", "metadata");

    private final @Nullable SchemaNode node;
    private final boolean object;
    private final Map<String, Schema> fields = new ConcurrentHashMap<>();

    private CustomSchema(@Nullable SchemaNode node, boolean object) {
        this.node = node;
        this.object = object;
    }

    /** The schema of whole objects. */
    static Schema ofRoot(SchemaNode root) {
        return new CustomSchema(root, true);
    }

    @Override
    public Form form() {
        if (node == null) {
            return Form.MAP;
        }
        if (object) {
            return Form.STRUCT;
        }
        if (node.type().equals("array")) {
            return switch (node.listType()) {
                case "map" -> Form.KEYED_LIST;
                case "set" -> Form.SET;
                default -> Form.LEAF;
            };
        }
        if (node.type().equals("object")) {
            if (node.atomicMap()) {
                return Form.LEAF;
            }
            return node.properties().isEmpty() && (node.isMap() || node.preservesUnknown()) ? Form.MAP : Form.STRUCT;
        }
        return node.type().isEmpty() && node.preservesUnknown() ? Form.MAP : Form.LEAF;
    }

    @Override
    public @Nullable Schema field(String name) {
        if (node == null) {
            return UNKNOWN;
        }
        Schema known = fields.get(name);
        if (known == null) {
            known = find(node, name);
            if (known == null || !node.properties().containsKey(name)) {
                return known; // a map's keys are the users': they are not remembered
            }
            fields.put(name, known);
        }
        return known;
    }

    private @Nullable Schema find(SchemaNode at, String name) {
        if (object || at.embedded()) {
            switch (name) {
                case "metadata" -> {
                    return RecordSchema.of(ObjectMetaType.TYPE);
                }
                case "apiVersion", "kind" -> {
                    return UNKNOWN;
                }
                default -> {}
            }
        }
        SchemaNode child = at.child(name);
        if (child != null) {
            return new CustomSchema(child, child.embedded());
        }
        return at.preservesUnknown() || at.isMap() ? UNKNOWN : null;
    }

    @Override
    public boolean declares(String name) {
        if (node == null) {
            return false;
        }
        return node.properties().containsKey(name) || ((object || node.embedded()) && OBJECT_FIELDS.contains(name));
    }

    @Override
    public Schema element() {
        SchemaNode items = node == null ? null : node.items();
        return items == null ? UNKNOWN : new CustomSchema(items, items.embedded());
    }

    @Override
    public List<String> keys() {
        return node == null ? List.of() : node.mapKeys();
    }

    @Override
    public @Nullable Object keyDefault(String key) {
        SchemaNode items = node == null ? null : node.items();
        SchemaNode field = items == null ? null : items.properties().get(key);
        return field == null ? null : field.defaultValue();
    }

    @Override
    public boolean mergeList() {
        return false;
    }

    @Override
    public String mergeKey() {
        return "";
    }

    @Override
    public boolean retainKeys() {
        return false;
    }

    @Override
    public boolean heldByValue(String field) {
        return false;
    }

    @Override
    public String toString() {
        return form() + (node == null ? " of anything" : " of " + node.type());
    }
}
