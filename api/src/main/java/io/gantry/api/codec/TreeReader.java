package io.gantry.api.codec;

import io.gantry.api.schema.FieldInfo;
import io.gantry.api.schema.RecordType;
import io.gantry.api.schema.Shape;
import io.gantry.api.schema.ValueKind;
import io.gantry.api.types.IntOrString;
import io.gantry.api.types.Quantity;
import io.gantry.api.types.RawJson;
import io.gantry.api.types.StringMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes records of generic trees, with the same errors as {@link JsonReader}. Not thread-safe. */
final class TreeReader {
    private final FieldTrail trail;

    TreeReader(FieldTrail trail) {
        this.trail = trail;
    }

    Object record(RecordType<?> type, @Nullable Object tree) {
        if (type.shape() != Shape.OBJECT) {
            return union(type, tree);
        }
        if (!(tree instanceof Map<?, ?> map)) {
            throw FieldTrail.mismatch(type, given(tree));
        }
        @Nullable Object[] values = new @Nullable Object[type.fieldCount()];
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            String name = (String) entry.getKey();
            FieldInfo field = type.field(name);
            if (field == null) {
                if (type.kind() == null || !(name.equals("apiVersion") || name.equals("kind"))) {
                    trail.unknown(name);
                }
                continue;
            }
            trail.enter(name);
            values[field.index()] = field(type, field, entry.getValue());
            trail.leave();
        }
        return type.create(values);
    }

    private Object union(RecordType<?> type, @Nullable Object tree) {
        @Nullable Object[] values = new @Nullable Object[2];
        switch (type.shape()) {
            case SCHEMA_OR_ARRAY, SCHEMA_OR_STRINGS -> {
                if (tree instanceof List<?>) {
                    values[1] = field(type, type.field(1), tree);
                } else if (tree != null) {
                    values[0] = single(type, type.field(0), tree);
                }
            }
            case SCHEMA_OR_BOOL -> {
                if (tree instanceof Map<?, ?>) {
                    values[0] = true;
                    values[1] = single(type, type.field(1), tree);
                } else if (tree != null) {
                    values[0] = JsonReader.nonZero(single(type, type.field(0), tree));
                }
            }
            case OBJECT -> throw new IllegalStateException("no union: " + type);
        }
        return type.create(values);
    }

    private @Nullable Object field(RecordType<?> type, FieldInfo field, @Nullable Object tree) {
        if (tree == null) {
            return null;
        }
        return switch (field.container()) {
            case SINGLE -> {
                Object value = single(type, field, tree);
                if (JsonReader.isEmptyUnion(type, field, value)) {
                    yield null;
                }
                yield field.zeroIsAbsent() ? JsonReader.nonZero(value) : value;
            }
            case LIST -> {
                if (!(tree instanceof List<?> list)) {
                    throw trail.mismatch(type, field, given(tree), GoTypes.field(type, field));
                }
                Object[] elements = new Object[list.size()];
                for (int i = 0; i < elements.length; i++) {
                    trail.element(i);
                    Object element = list.get(i);
                    elements[i] = element == null ? Zero.of(type, field) : single(type, field, element);
                }
                trail.element(-1);
                yield List.of(elements);
            }
            case MAP -> {
                if (!(tree instanceof Map<?, ?> map)) {
                    throw trail.mismatch(type, field, given(tree), GoTypes.field(type, field));
                }
                Object[] entries = new Object[map.size() * 2];
                int at = 0;
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    String name = (String) entry.getKey();
                    Object element = entry.getValue();
                    entries[at++] = name;
                    if (element == null) {
                        entries[at++] = Zero.of(type, field);
                    } else if (field.kind() == ValueKind.RECORD) {
                        trail.enter(name);
                        entries[at++] = single(type, field, element);
                        trail.leave();
                    } else {
                        entries[at++] = single(type, field, element);
                    }
                }
                yield StringMap.ofOwned(entries);
            }
        };
    }

    private Object single(RecordType<?> type, FieldInfo field, Object tree) {
        try {
            return switch (field.kind()) {
                case RECORD -> {
                    RecordType<?> child = type.child(field);
                    if (!(tree instanceof Map<?, ?>) && child.shape() == Shape.OBJECT) {
                        throw mismatch(type, field, tree);
                    }
                    yield record(child, tree);
                }
                case STRING -> text(type, field, tree);
                case INT32 -> (int) integer(type, field, tree, Integer.MIN_VALUE, Integer.MAX_VALUE);
                case INT64 -> integer(type, field, tree, Long.MIN_VALUE, Long.MAX_VALUE);
                case BOOL -> {
                    if (!(tree instanceof Boolean)) {
                        throw mismatch(type, field, tree);
                    }
                    yield tree;
                }
                case DOUBLE -> {
                    if (!(tree instanceof Number number)) {
                        throw mismatch(type, field, tree);
                    }
                    yield number.doubleValue();
                }
                case BYTES -> Base64Text.decode(text(type, field, tree));
                case TIME -> Scalars.parseTime(text(type, field, tree));
                case MICRO_TIME -> Scalars.parseMicroTime(text(type, field, tree));
                case DURATION -> Scalars.parseDuration(text(type, field, tree));
                case QUANTITY -> {
                    if (tree instanceof Number number) {
                        yield Quantity.parse(numberText(number));
                    }
                    yield Quantity.parse(text(type, field, tree));
                }
                case INT_OR_STRING ->
                    tree instanceof String text
                            ? IntOrString.of(text)
                            : IntOrString.of((int) integer(type, field, tree, Integer.MIN_VALUE, Integer.MAX_VALUE));
                case RAW -> RawJson.ofOwned(TreeJson.bytes(tree));
                case STRINGS -> {
                    if (!(tree instanceof List<?> list)) {
                        throw mismatch(type, field, tree);
                    }
                    List<String> strings = new ArrayList<>(list.size());
                    for (Object element : list) {
                        strings.add(element == null ? "" : text(type, field, element));
                    }
                    yield List.copyOf(strings);
                }
            };
        } catch (IllegalArgumentException e) {
            throw trail.invalid(e);
        }
    }

    private String text(RecordType<?> type, FieldInfo field, Object tree) {
        if (tree instanceof String text) {
            return JsonReader.wellFormed(text);
        }
        throw mismatch(type, field, tree);
    }

    private long integer(RecordType<?> type, FieldInfo field, Object tree, long least, long most) {
        return switch (tree) {
            case Long number when number >= least && number <= most -> number;
            case Integer number -> number;
            case Number number ->
                throw trail.mismatch(type, field, "number " + numberText(number), GoTypes.element(type, field));
            default -> throw mismatch(type, field, tree);
        };
    }

    private static String numberText(Number number) {
        return number instanceof Double floating ? Scalars.number(floating) : number.toString();
    }

    private DecodeException mismatch(RecordType<?> type, FieldInfo field, Object tree) {
        return trail.mismatch(type, field, given(tree), GoTypes.element(type, field));
    }

    static String given(@Nullable Object tree) {
        return switch (tree) {
            case null -> "null";
            case Map<?, ?> map -> "object";
            case List<?> list -> "array";
            case String text -> "string";
            case Boolean flag -> "bool";
            default -> "number";
        };
    }
}
