package io.gantry.api.codec;

import io.gantry.api.schema.FieldInfo;
import io.gantry.api.schema.RecordType;
import io.gantry.api.schema.Shape;
import io.gantry.api.schema.ValueKind;
import io.gantry.api.types.Bytes;
import io.gantry.api.types.IntOrString;
import io.gantry.api.types.Quantity;
import io.gantry.api.types.RawJson;
import io.gantry.api.types.StringMap;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Random records of any type, by its field table. Only values that every form can hold. */
final class RandomRecords {
    private static final int MAX_DEPTH = 6;
    private static final String[] TEXTS = {
        "a",
        "name",
        "x-1.example/y",
        "Ünïcödé",
        "quote\"\\",
        "<<",
        "line\nbreak",
        "<&>",
        "\u2028",
        "\uD83D\uDE00",
        "yes",
        "0644",
        "null",
        " padded ",
        "2024-01-01",
        "- dash",
        "a: b",
        "#",
        "trailing\n\n",
        "tab\there",
        "~",
        "1e3",
        "{}"
    };

    private final Random random;

    RandomRecords(long seed) {
        random = new Random(seed);
    }

    Object record(RecordType<?> type) {
        return record(type, 0);
    }

    private Object record(RecordType<?> type, int depth) {
        @Nullable Object[] values = new @Nullable Object[type.fieldCount()];
        if (type.shape() != Shape.OBJECT) {
            union(type, values, depth);
        } else {
            for (FieldInfo field : type.fields()) {
                boolean given = field.required() || random.nextInt(3) == 0;
                if (given && (field.kind() != ValueKind.RECORD || depth < deepest(type, field))) {
                    values[field.index()] = value(type, field, depth);
                }
            }
        }
        return type.erased().create(values);
    }

    /** A schema or something else that is neither has no form in JSON: so it is not made where a schema is too deep. */
    private static int deepest(RecordType<?> type, FieldInfo field) {
        return switch (type.child(field).shape()) {
            case SCHEMA_OR_ARRAY, SCHEMA_OR_STRINGS -> MAX_DEPTH - 1;
            default -> MAX_DEPTH;
        };
    }

    private void union(RecordType<?> type, @Nullable Object[] values, int depth) {
        if (type.shape() == Shape.SCHEMA_OR_BOOL) {
            boolean schema = depth < MAX_DEPTH && random.nextBoolean();
            values[0] = schema || random.nextBoolean() ? true : null;
            values[1] = schema ? element(type, type.field(1), depth) : null;
        } else if (random.nextBoolean()) {
            values[1] = List.of(element(type, type.field(1), depth));
        } else {
            values[0] = element(type, type.field(0), depth);
        }
    }

    private @Nullable Object value(RecordType<?> type, FieldInfo field, int depth) {
        return switch (field.container()) {
            case SINGLE -> element(type, field, depth);
            case LIST -> {
                List<Object> list = new ArrayList<>();
                for (int i = random.nextInt(3); i >= 0; i--) {
                    list.add(element(type, field, depth));
                }
                yield List.copyOf(list);
            }
            case MAP -> {
                Map<String, Object> map = new LinkedHashMap<>();
                for (int i = random.nextInt(3); i >= 0; i--) {
                    map.put(text(), element(type, field, depth));
                }
                yield StringMap.copyOf(map);
            }
        };
    }

    private Object element(RecordType<?> type, FieldInfo field, int depth) {
        return switch (field.kind()) {
            case STRING -> text();
            case INT32 -> 1 + random.nextInt(Integer.MAX_VALUE - 1) * (random.nextBoolean() ? 1 : -1);
            case INT64 -> random.nextLong() | 1;
            case BOOL -> true;
            case DOUBLE ->
                (random.nextBoolean() ? 0.1 : 1) + random.nextInt(1000) * Math.pow(10, random.nextInt(40) - 20);
            case BYTES -> Bytes.utf8(text());
            case TIME -> Instant.ofEpochSecond(1 + random.nextInt(Integer.MAX_VALUE));
            case MICRO_TIME -> Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000) * 1000L);
            case DURATION -> Duration.ofNanos(random.nextLong());
            case QUANTITY -> Quantity.parse(Quantity.ofMilli(random.nextInt()).toString());
            case INT_OR_STRING -> random.nextBoolean() ? IntOrString.of(text()) : IntOrString.of(random.nextInt());
            case RAW -> RawJson.of(random.nextBoolean() ? "{\"a\":[1,true,\"x\"]}" : "\"text\"");
            case RECORD -> record(type.child(field), depth + 1);
            case STRINGS -> List.of(text(), text());
        };
    }

    private String text() {
        return TEXTS[random.nextInt(TEXTS.length)];
    }
}
