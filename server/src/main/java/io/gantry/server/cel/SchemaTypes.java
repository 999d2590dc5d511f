package io.gantry.server.cel;

import com.google.common.collect.ImmutableMap;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.common.values.CelByteString;
import dev.cel.common.values.NullValue;
import io.gantry.api.codec.Scalars;
import io.gantry.api.validation.CelNames;
import io.gantry.server.schema.SchemaNode;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Schemas as types, and values of them as the language's values. Fields whose names the language cannot say are written
 * as Kubernetes escapes them ({@code __dash__} and the like); what has no type cannot be reached. Not thread-safe while types
 * are being made.
 */
final class SchemaTypes {
    private final IdentityHashMap<SchemaNode, CelType> known = new IdentityHashMap<>();
    private final Map<String, CelType> named = new HashMap<>();

    /** The types made so far, by their names. */
    Map<String, CelType> named() {
        return named;
    }

    /** The type of a place; null when expressions cannot reach it. */
    @Nullable
    CelType of(SchemaNode node, boolean wholeObject) {
        return of(node, wholeObject, "selfType" + known.size());
    }

    /** @param name of the type, if it has fields; Kubernetes' names are such ones, with a number that is another each time */
    @Nullable
    CelType of(SchemaNode node, boolean wholeObject, String name) {
        CelType type = known.get(node);
        if (type == null) {
            type = make(node, wholeObject, name);
            if (type != null) {
                known.put(node, type);
            }
        }
        return type;
    }

    private @Nullable CelType make(SchemaNode node, boolean wholeObject, String name) {
        if (node.intOrString()) {
            return SimpleType.DYN;
        }
        return switch (node.type()) {
            case "string" ->
                switch (node.format()) {
                    case "byte" -> SimpleType.BYTES;
                    case "date", "date-time" -> SimpleType.TIMESTAMP;
                    case "duration" -> SimpleType.DURATION;
                    default -> SimpleType.STRING;
                };
            case "integer" -> SimpleType.INT;
            case "number" -> SimpleType.DOUBLE;
            case "boolean" -> SimpleType.BOOL;
            case "array" -> {
                SchemaNode items = node.items();
                CelType element = items == null ? null : of(items, items.embedded(), name + ".@idx");
                yield element == null ? null : ListType.create(element);
            }
            case "object" -> {
                SchemaNode values = node.additional();
                if (values != null) {
                    CelType value = of(values, values.embedded(), name + ".@elem");
                    yield value == null ? null : MapType.create(SimpleType.STRING, value);
                }
                yield struct(node, wholeObject || node.embedded(), name);
            }
            default -> null;
        };
    }

    private CelType struct(SchemaNode node, boolean wholeObject, String name) {
        Map<String, CelType> fields = new LinkedHashMap<>();
        node.properties().forEach((field, child) -> {
            String escaped = escape(field);
            CelType type = of(child, child.embedded(), name + "." + escaped);
            if (escaped != null && type != null) {
                fields.put(escaped, type);
            }
        });
        if (wholeObject) {
            fields.put("apiVersion", SimpleType.STRING);
            fields.put("kind", SimpleType.STRING);
            fields.put("metadata", metadata(name + ".metadata"));
        }
        return named(name, fields);
    }

    private CelType metadata(String name) {
        return named(name, Map.of("name", SimpleType.STRING, "generateName", SimpleType.STRING));
    }

    private CelType named(String name, Map<String, CelType> fields) {
        ImmutableMap<String, CelType> all = ImmutableMap.copyOf(fields);
        CelType type = StructType.create(name, all.keySet(), field -> Optional.ofNullable(all.get(field)));
        named.put(name, type);
        return type;
    }

    /** The name as expressions write it; null when they cannot. */
    static @Nullable String escape(String name) {
        if (CelNames.isReserved(name)) {
            return "__" + name + "__";
        }
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            switch (c) {
                case '.' -> escaped.append("__dot__");
                case '-' -> escaped.append("__dash__");
                case '/' -> escaped.append("__slash__");
                case '_' -> {
                    if (i + 1 < name.length() && name.charAt(i + 1) == '_') {
                        escaped.append("__underscores__");
                        i++;
                    } else {
                        escaped.append('_');
                    }
                }
                default -> {
                    boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
                    if (!letter && (c < '0' || c > '9' || i == 0)) {
                        return null;
                    }
                    escaped.append(c);
                }
            }
        }
        return escaped.toString();
    }

    // ---- values

    /** A value of a place. What the schema does not describe is left out. */
    static Object value(SchemaNode node, @Nullable Object value, boolean wholeObject) {
        return switch (value) {
            case null -> NullValue.NULL_VALUE;
            case Map<?, ?> map -> map(node, map, wholeObject || node.embedded());
            case List<?> list -> {
                SchemaNode items = node.items();
                List<Object> elements = new ArrayList<>(list.size());
                for (Object each : list) {
                    elements.add(items == null ? plain(each) : value(items, each, items.embedded()));
                }
                yield elements;
            }
            case String text -> node.type().equals("string") ? text(node.format(), text) : text;
            case Number number when node.type().equals("number") -> number.doubleValue();
            case Double number when node.type().equals("integer") -> number.longValue();
            case Integer number -> number.longValue();
            default -> value;
        };
    }

    private static Map<String, Object> map(SchemaNode node, Map<?, ?> map, boolean wholeObject) {
        Map<String, Object> fields = new LinkedHashMap<>();
        map.forEach((key, each) -> {
            String name = (String) key;
            SchemaNode property = node.properties().get(name);
            SchemaNode additional = node.additional();
            if (wholeObject && name.equals("metadata") && each instanceof Map<?, ?> metadata) {
                Map<String, Object> names = new LinkedHashMap<>();
                for (String field : List.of("name", "generateName")) {
                    if (metadata.get(field) instanceof String text) {
                        names.put(field, text);
                    }
                }
                fields.put(name, names);
            } else if (wholeObject && (name.equals("apiVersion") || name.equals("kind"))) {
                fields.put(name, plain(each));
            } else if (property != null) {
                String escaped = escape(name);
                if (escaped != null) {
                    fields.put(escaped, value(property, each, property.embedded()));
                }
            } else if (additional != null) {
                fields.put(name, value(additional, each, additional.embedded()));
            }
        });
        return fields;
    }

    private static Object plain(@Nullable Object value) {
        return switch (value) {
            case null -> NullValue.NULL_VALUE;
            case Map<?, ?> map -> {
                Map<Object, Object> all = new LinkedHashMap<>();
                map.forEach((name, each) -> all.put(name, plain(each)));
                yield all;
            }
            case List<?> list -> list.stream().map(SchemaTypes::plain).toList();
            default -> value;
        };
    }

    /** A text that is not of its format stays a text: validation speaks of that elsewhere. */
    private static Object text(String format, String text) {
        try {
            return switch (format) {
                case "byte" -> CelByteString.of(Base64.getDecoder().decode(text));
                case "date-time" -> OffsetDateTime.parse(text).toInstant();
                case "date" ->
                    LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
                case "duration" -> Scalars.parseDuration(text);
                default -> text;
            };
        } catch (DateTimeParseException | IllegalArgumentException e) {
            return text;
        }
    }
}
