package io.gantry.api.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.gantry.api.schema.FieldInfo;
import io.gantry.api.schema.RecordType;
import io.gantry.api.schema.Shape;
import io.gantry.api.schema.ValueKind;
import io.gantry.api.types.Bytes;
import io.gantry.api.types.IntOrString;
import io.gantry.api.types.Quantity;
import io.gantry.api.types.RawJson;
import io.gantry.api.types.StringMap;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads records from a stream of JSON tokens. One reader reads one document; not thread-safe. */
class JsonReader {
    private final byte[] source;
    private final JsonParser parser;
    private final FieldTrail trail;
    /** The document's own type is read by somebody else: here it is only seen how often it is given. */
    private int apiVersions;

    private int kinds;
    private boolean begun;

    JsonReader(byte[] source, JsonParser parser, FieldTrail trail) {
        this.source = source;
        this.parser = parser;
        this.trail = trail;
    }

    /** Reads the object at whose start the parser stands. */
    Object record(RecordType<?> type) throws IOException {
        if (type.shape() != Shape.OBJECT) {
            return union(type);
        }
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw FieldTrail.mismatch(type, given());
        }
        @Nullable Object[] values = new @Nullable Object[type.fieldCount()];
        long seen = 0;
        boolean strict = trail.strict();
        boolean outermost = !begun;
        begun = true;
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            FieldInfo field = type.field(name);
            if (field == null) {
                parser.nextToken();
                if (type.kind() == null || !(name.equals("apiVersion") || name.equals("kind"))) {
                    trail.unknown(name);
                } else if (outermost && (name.equals("kind") ? ++kinds : ++apiVersions) > 1) {
                    trail.duplicate(name);
                }
                parser.skipChildren();
                continue;
            }
            if (strict) {
                if ((seen >>> field.index() & 1) != 0) {
                    trail.duplicate(name);
                }
                seen |= 1L << field.index();
            }
            trail.enter(name);
            values[field.index()] = field(type, field, parser.nextToken());
            trail.leave();
        }
        return type.create(values);
    }

    /** Whether the outermost object gives its apiVersion or its kind more than once. */
    boolean namedTwice() {
        return apiVersions > 1 || kinds > 1;
    }

    private Object union(RecordType<?> type) throws IOException {
        @Nullable Object[] values = new @Nullable Object[2];
        JsonToken token = parser.currentToken();
        switch (type.shape()) {
            case SCHEMA_OR_ARRAY, SCHEMA_OR_STRINGS -> {
                if (token == JsonToken.START_ARRAY) {
                    values[1] = list(type, type.field(1));
                } else {
                    values[0] = single(type, type.field(0), token);
                }
            }
            case SCHEMA_OR_BOOL -> {
                if (token == JsonToken.START_OBJECT) {
                    // As in Kubernetes, a schema allows what it describes.
                    values[0] = true;
                    values[1] = single(type, type.field(1), token);
                } else {
                    values[0] = nonZero(single(type, type.field(0), token)); // as protobuf has it
                }
            }
            case OBJECT -> throw new IllegalStateException("no union: " + type);
        }
        return type.create(values);
    }

    private @Nullable Object field(RecordType<?> type, FieldInfo field, JsonToken token) throws IOException {
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        return switch (field.container()) {
            case SINGLE -> {
                Object value = single(type, field, token);
                if (isEmptyUnion(type, field, value)) {
                    yield null;
                }
                yield field.zeroIsAbsent() ? nonZero(value) : value;
            }
            case LIST -> {
                if (token != JsonToken.START_ARRAY) {
                    throw trail.mismatch(type, field, given(), GoTypes.field(type, field));
                }
                yield list(type, field);
            }
            case MAP -> {
                if (token != JsonToken.START_OBJECT) {
                    throw trail.mismatch(type, field, given(), GoTypes.field(type, field));
                }
                yield map(type, field);
            }
        };
    }

    /** A list in the place of a schema is written as null when it is empty, as in Kubernetes; so it is read as none. */
    static boolean isEmptyUnion(RecordType<?> type, FieldInfo field, Object value) {
        if (field.kind() != ValueKind.RECORD) {
            return false;
        }
        RecordType<?> child = type.child(field);
        return (child.shape() == Shape.SCHEMA_OR_ARRAY || child.shape() == Shape.SCHEMA_OR_STRINGS)
                && value.equals(child.erased().empty());
    }

    /** A scalar's zero value reads as absent. */
    static @Nullable Object nonZero(Object value) {
        return switch (value) {
            case String text when text.isEmpty() -> null;
            case Integer number when number == 0 -> null;
            case Long number when number == 0 -> null;
            case Boolean flag when !flag -> null;
            case Double number when number == 0 -> null;
            default -> value;
        };
    }

    private List<Object> list(RecordType<?> type, FieldInfo field) throws IOException {
        JsonToken token = parser.nextToken();
        if (token == JsonToken.END_ARRAY) {
            return List.of();
        }
        List<Object> elements = new ArrayList<>();
        int index = 0;
        for (; token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            trail.element(index++);
            elements.add(token == JsonToken.VALUE_NULL ? Zero.of(type, field) : single(type, field, token));
        }
        trail.element(-1);
        return List.of(elements.toArray());
    }

    private StringMap<Object> map(RecordType<?> type, FieldInfo field) throws IOException {
        List<Object> entries = new ArrayList<>();
        Set<String> seen = trail.strict() ? new HashSet<>() : null;
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            entries.add(wellFormed(name));
            if (seen != null && !seen.add(name)) {
                trail.duplicate(name);
            }
            if (token == JsonToken.VALUE_NULL) {
                entries.add(Zero.of(type, field));
            } else if (field.kind() == ValueKind.RECORD) {
                trail.enter(name);
                entries.add(single(type, field, token));
                trail.leave();
            } else {
                entries.add(single(type, field, token));
            }
        }
        return StringMap.ofOwned(entries.toArray());
    }

    private Object single(RecordType<?> type, FieldInfo field, JsonToken token) throws IOException {
        try {
            return switch (field.kind()) {
                case RECORD -> {
                    RecordType<?> child = type.child(field);
                    if (token != JsonToken.START_OBJECT && child.shape() == Shape.OBJECT) {
                        throw mismatch(type, field);
                    }
                    yield record(child);
                }
                case STRING -> wellFormed(text(type, field, token));
                case INT32 -> {
                    long number = integer(type, field, token);
                    if (number != (int) number) {
                        throw trail.mismatch(type, field, "number " + number, GoTypes.element(type, field));
                    }
                    yield (int) number;
                }
                case INT64 -> integer(type, field, token);
                case BOOL -> {
                    if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
                        throw mismatch(type, field);
                    }
                    yield token == JsonToken.VALUE_TRUE;
                }
                case DOUBLE -> {
                    if (!token.isNumeric()) {
                        throw mismatch(type, field);
                    }
                    double number = parser.getDoubleValue();
                    if (Double.isInfinite(number)) {
                        throw trail.mismatch(type, field, "number " + parser.getText(), GoTypes.element(type, field));
                    }
                    // "-0" is a whole number for the parser, which has no negative zero.
                    yield number == 0 && parser.getText().startsWith("-") ? (Double) (-0.0) : (Double) number;
                }
                case BYTES -> bytes(type, field, token);
                case TIME -> Scalars.parseTime(text(type, field, token));
                case MICRO_TIME -> Scalars.parseMicroTime(text(type, field, token));
                case DURATION -> Scalars.parseDuration(text(type, field, token));
                case QUANTITY -> {
                    if (token != JsonToken.VALUE_STRING && !token.isNumeric()) {
                        throw mismatch(type, field);
                    }
                    if (token.isNumeric()) {
                        JsonFormat.finite(parser);
                    }
                    yield Quantity.parse(parser.getText());
                }
                case INT_OR_STRING -> {
                    if (token == JsonToken.VALUE_STRING) {
                        yield IntOrString.of(wellFormed(parser.getText()));
                    }
                    long number = integer(type, field, token);
                    if (number != (int) number) {
                        throw trail.mismatch(type, field, "number " + number, "int32");
                    }
                    yield IntOrString.of((int) number);
                }
                case RAW -> raw();
                case STRINGS -> {
                    if (token != JsonToken.START_ARRAY) {
                        throw mismatch(type, field);
                    }
                    yield strings(type, field);
                }
            };
        } catch (IllegalArgumentException e) {
            throw trail.invalid(e);
        }
    }

    private List<String> strings(RecordType<?> type, FieldInfo field) throws IOException {
        List<String> strings = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            strings.add(token == JsonToken.VALUE_NULL ? "" : wellFormed(text(type, field, token)));
        }
        return List.copyOf(strings);
    }

    private String text(RecordType<?> type, FieldInfo field, JsonToken token) throws IOException {
        if (token != JsonToken.VALUE_STRING) {
            throw mismatch(type, field);
        }
        return parser.getText();
    }

    Bytes bytes(RecordType<?> type, FieldInfo field, JsonToken token) throws IOException {
        return Base64Text.decode(text(type, field, token));
    }

    private long integer(RecordType<?> type, FieldInfo field, JsonToken token) throws IOException {
        if (token == JsonToken.VALUE_NUMBER_INT && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            return parser.getLongValue();
        }
        if (token.isNumeric()) {
            throw trail.mismatch(type, field, "number " + parser.getText(), GoTypes.element(type, field));
        }
        throw mismatch(type, field);
    }

    private DecodeException mismatch(RecordType<?> type, FieldInfo field) {
        return trail.mismatch(type, field, given(), GoTypes.element(type, field));
    }

    /** Go's word for the value at which the parser stands. */
    private String given() {
        return word(parser.currentToken());
    }

    /** Go's word for a value that begins so. */
    static String word(JsonToken token) {
        return switch (token) {
            case START_OBJECT, FIELD_NAME -> "object";
            case START_ARRAY -> "array";
            case VALUE_STRING -> "string";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "number";
            case VALUE_TRUE, VALUE_FALSE -> "bool";
            default -> "null";
        };
    }

    /** The text of the value at which the parser stands, without white space between its tokens. */
    RawJson raw() throws IOException {
        int from = offset(parser.currentTokenLocation().getByteOffset());
        JsonFormat.skip(parser);
        int to = offset(parser.currentLocation().getByteOffset());
        return RawJson.ofOwned(compact(source, from, to));
    }

    private int offset(long byteOffset) {
        if (byteOffset < 0 || byteOffset > source.length) {
            throw new DecodeException("JSON must be UTF-8");
        }
        return (int) byteOffset;
    }

    private static byte[] compact(byte[] source, int from, int to) {
        byte[] result = new byte[to - from];
        int length = 0;
        boolean quoted = false;
        for (int i = from; i < to; i++) {
            byte c = source[i];
            if (!quoted && (c == ' ' || c == '\n' || c == '\t' || c == '\r')) {
                continue;
            }
            result[length++] = c;
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '\\' && quoted) {
                result[length++] = source[++i];
            }
        }
        return length == result.length ? result : Arrays.copyOf(result, length);
    }

    /** Go reads an escaped half of a surrogate pair as U+FFFD; kept, it could not be written as UTF-8 again. */
    static String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1))) {
                    i++;
                } else {
                    return text.codePoints()
                            .map(point -> point >= 0xD800 && point <= 0xDFFF ? 0xFFFD : point)
                            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                            .toString();
                }
            }
        }
        return text;
    }
}
