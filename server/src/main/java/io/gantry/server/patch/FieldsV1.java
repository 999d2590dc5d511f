package io.gantry.server.patch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.gantry.api.status.StatusException;
import io.gantry.api.types.RawJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.TreeMap;

/** Field sets in the JSON form of {@code managedFields[].fieldsV1}. */
final class FieldsV1 {
    private static final JsonFactory JSON = new JsonFactory();

    private FieldsV1() {}

    static RawJson write(FieldSet set) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            write(set, out, true);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a byte array does not fail
        }
        return RawJson.ofOwned(bytes.toByteArray());
    }

    private static void write(FieldSet set, JsonGenerator out, boolean root) throws IOException {
        out.writeStartObject();
        if (set.member() && set.hasChildren() && !root) {
            out.writeFieldName(".");
            out.writeStartObject();
            out.writeEndObject();
        }
        for (var child : set.children().entrySet()) {
            out.writeFieldName(name(child.getKey()));
            write(child.getValue(), out, false);
        }
        out.writeEndObject();
    }

    private static String name(PathElement element) throws IOException {
        return switch (element) {
            case PathElement.Field field -> "f:" + field.name();
            case PathElement.Index index -> "i:" + index.index();
            case PathElement.Value value -> {
                StringWriter text = new StringWriter();
                try (JsonGenerator out = JSON.createGenerator(text)) {
                    scalar(value.value(), out);
                }
                yield "v:" + text;
            }
            case PathElement.Key key -> {
                StringWriter text = new StringWriter();
                try (JsonGenerator out = JSON.createGenerator(text)) {
                    out.writeStartObject();
                    for (var entry : key.fields().entrySet()) {
                        out.writeFieldName(entry.getKey());
                        scalar(entry.getValue(), out);
                    }
                    out.writeEndObject();
                }
                yield "k:" + text;
            }
        };
    }

    private static void scalar(Object value, JsonGenerator out) throws IOException {
        switch (value) {
            case String text -> out.writeString(text);
            case Long number -> out.writeNumber(number);
            case Double number -> out.writeNumber(number);
            case Boolean flag -> out.writeBoolean(flag);
            default -> throw new IllegalArgumentException("no scalar: " + value.getClass());
        }
    }

    /** @throws StatusException (400) when the JSON is no field set */
    static FieldSet read(RawJson json) {
        try (JsonParser in = JSON.createParser(json.shared())) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw malformed("not an object");
            }
            return readSet(in, 0, true);
        } catch (IOException e) {
            throw malformed(e.getMessage() == null ? e.toString() : e.getMessage());
        }
    }

    /** Kubernetes' objects are nowhere deeper than this; deeper input is an attack on the stack. */
    private static final int DEPTH_LIMIT = 256;

    private static FieldSet readSet(JsonParser in, int depth, boolean root) throws IOException {
        if (depth > DEPTH_LIMIT) {
            throw malformed("nested too deeply");
        }
        boolean self = false;
        TreeMap<PathElement, FieldSet> children = new TreeMap<>();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String name = in.currentName();
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw malformed("\"" + name + "\" must be an object");
            }
            FieldSet set = readSet(in, depth + 1, false);
            if (name.equals(".")) {
                self = true;
            } else {
                children.put(element(name), set);
            }
        }
        // A path without longer ones is in the set; with longer ones it says so by ".".
        return FieldSet.of(!root && (self || children.isEmpty()), children);
    }

    private static PathElement element(String name) throws IOException {
        if (name.length() < 2 || name.charAt(1) != ':') {
            throw malformed("unknown path element \"" + name + "\"");
        }
        String rest = name.substring(2);
        return switch (name.charAt(0)) {
            case 'f' -> new PathElement.Field(rest);
            case 'i' -> new PathElement.Index(position(name, rest));
            case 'v' -> {
                try (JsonParser in = JSON.createParser(rest)) {
                    in.nextToken();
                    yield new PathElement.Value(readScalar(in));
                }
            }
            case 'k' -> {
                TreeMap<String, Object> fields = new TreeMap<>();
                try (JsonParser in = JSON.createParser(rest)) {
                    if (in.nextToken() != JsonToken.START_OBJECT) {
                        throw malformed("\"" + name + "\" holds no object");
                    }
                    while (in.nextToken() == JsonToken.FIELD_NAME) {
                        String field = in.currentName();
                        in.nextToken();
                        fields.put(field, readScalar(in));
                    }
                }
                yield new PathElement.Key(fields);
            }
            default -> throw malformed("unknown path element \"" + name + "\"");
        };
    }

    private static int position(String name, String digits) {
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException e) {
            throw malformed("\"" + name + "\" holds no position");
        }
    }

    private static Object readScalar(JsonParser in) throws IOException {
        return switch (in.currentToken()) {
            case VALUE_STRING -> in.getText();
            case VALUE_NUMBER_INT -> in.getLongValue();
            case VALUE_NUMBER_FLOAT -> in.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> throw malformed("a key or value must be a text, a number or a boolean");
        };
    }

    private static StatusException malformed(String why) {
        return StatusException.badRequest("metadata.managedFields[].fieldsV1 is malformed: " + why);
    }
}
