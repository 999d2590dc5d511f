package io.gantry.server.cel;

import io.gantry.api.apiextensions.v1.JSONSchemaPropsBuilder;
import io.gantry.server.schema.SchemaNode;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How large the values of a schema can be in one request: {@code k8s.io/apiserver/pkg/cel/common/schemas.go}. Not
 * thread-safe.
 */
final class SchemaSizes {
    /** Bytes. */
    private static final long MAX_REQUEST = 3 * 1024 * 1024;

    private static final SchemaNode TEXT =
            SchemaNode.of(JSONSchemaPropsBuilder.of().type("string").build());
    private static final SchemaNode METADATA = SchemaNode.of(JSONSchemaPropsBuilder.of()
            .type("object")
            .properties(Map.of("name", TEXT.props(), "generateName", TEXT.props()))
            .build());

    private final IdentityHashMap<SchemaNode, Long> smallest = new IdentityHashMap<>();

    /** The most characters, bytes, elements or entries that a value can have; 0 for what has no size. */
    long most(SchemaNode node) {
        Long length = node.props().maxLength();
        if (node.intOrString()) {
            return length == null ? MAX_REQUEST - 2 : 4 * Math.max(0, length);
        }
        return switch (node.type()) {
            case "array" -> {
                Long items = node.props().maxItems();
                SchemaNode element = node.items();
                yield items != null
                        ? Math.max(0, items)
                        : element == null ? 0 : (MAX_REQUEST - 2) / (least(element) + 1);
            }
            case "object" -> {
                SchemaNode value = node.additional();
                Long entries = node.props().maxProperties();
                yield value == null
                        ? 0
                        : entries != null ? Math.max(0, entries) : (MAX_REQUEST - 2) / (least(value) + 6);
            }
            case "string" -> text(node, length);
            default -> 0;
        };
    }

    private static long text(SchemaNode node, @Nullable Long length) {
        return switch (node.format()) {
            case "byte" -> length == null ? MAX_REQUEST - 2 : Math.max(0, length);
            case "duration" -> 32;
            case "date" -> 12;
            case "date-time" -> 29;
            default -> {
                if (length != null) {
                    yield 4 * Math.max(0, length); // a character may take four bytes
                }
                if (node.enumValues().isEmpty()) {
                    yield MAX_REQUEST - 2;
                }
                yield node.enumValues().stream()
                        .mapToLong(value -> value instanceof String text ? text.length() : 0)
                        .max()
                        .orElse(0);
            }
        };
    }

    /** The fewest bytes that a value takes in JSON. */
    long least(SchemaNode node) {
        Long known = smallest.get(node);
        if (known == null) {
            known = make(node);
            smallest.put(node, known);
        }
        return known;
    }

    private long make(SchemaNode node) {
        if (node.intOrString()) {
            return 1;
        }
        return switch (node.type()) {
            case "boolean" -> 4;
            case "integer", "number" -> 1;
            case "string" ->
                switch (node.format()) {
                    case "duration" -> 4;
                    case "date" -> 12;
                    case "date-time" -> 21;
                    default -> 2;
                };
            case "object" -> {
                long size = 2;
                if (node.additional() == null) {
                    for (Map.Entry<String, SchemaNode> field : node.properties().entrySet()) {
                        SchemaNode child = field.getValue();
                        boolean counts = node.props().required().contains(field.getKey())
                                && child.props().defaultValue() == null;
                        size += counts ? field.getKey().length() + least(child) + 4 : 0;
                    }
                }
                yield size;
            }
            default -> 2;
        };
    }

    /** How often a value of which nothing bounds the number can be in one request. */
    long occurrences(SchemaNode node) {
        return MAX_REQUEST / (least(node) + 1);
    }

    /** @param wholeObject whether the values are objects with metadata */
    Place place(SchemaNode node, boolean wholeObject) {
        return new SchemaPlace(node, wholeObject);
    }

    private final class SchemaPlace implements Place {
        private final SchemaNode node;
        private final boolean wholeObject;

        SchemaPlace(SchemaNode node, boolean wholeObject) {
            this.node = node;
            this.wholeObject = wholeObject;
        }

        private static @Nullable SchemaNode child(SchemaNode node, String name, boolean wholeObject) {
            if (wholeObject && !node.properties().containsKey(name)) {
                switch (name) {
                    case "metadata" -> {
                        return METADATA;
                    }
                    case "apiVersion", "kind" -> {
                        return TEXT;
                    }
                    default -> {}
                }
            }
            for (Map.Entry<String, SchemaNode> field : node.properties().entrySet()) {
                if (name.equals(SchemaTypes.escape(field.getKey()))) {
                    return field.getValue();
                }
            }
            return null;
        }

        private @Nullable Place at(@Nullable SchemaNode other) {
            return other == null ? null : new SchemaPlace(other, other.embedded());
        }

        /** A field has the name that expressions give it. */
        @Override
        public @Nullable Place field(String name) {
            return at(node.additional() != null ? node.additional() : child(node, name, wholeObject));
        }

        @Override
        public @Nullable Place element() {
            return at(node.items() != null ? node.items() : node.additional());
        }

        /** As in Kubernetes, the keys of a map in a schema cost nothing. */
        @Override
        public long keys() {
            return 0;
        }

        @Override
        public long most() {
            return SchemaSizes.this.most(node);
        }
    }
}
