package io.gantry.pki;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.gantry.pki.TokenSpec.BoundObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON of tokens: header, claims, key set. Small and bounded, because it reads what strangers send. */
final class TokenJson {
    private static final int MAX_DEPTH = 8;
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    private TokenJson() {}

    static byte[] write(Body body) {
        var out = new ByteArrayOutputStream(512);
        try (var json = JSON.createGenerator(out)) {
            json.writeStartObject();
            body.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** One JSON object as maps, lists, strings, longs, doubles and booleans; nulls are left out. */
    static Map<String, Object> read(byte[] bytes) throws IOException {
        try (var json = JSON.createParser(bytes)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("not a JSON object");
            }
            var map = object(json);
            if (json.nextToken() != null) {
                throw new IOException("text after the JSON object");
            }
            return map;
        }
    }

    private static Map<String, Object> object(JsonParser json) throws IOException {
        var map = new LinkedHashMap<String, Object>();
        for (var name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            var value = value(json, json.nextToken());
            if (value != null) {
                map.put(name, value);
            }
        }
        return map;
    }

    private static @Nullable Object value(JsonParser json, JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT -> object(json);
            case START_ARRAY -> {
                var list = new ArrayList<Object>();
                for (var next = json.nextToken(); next != JsonToken.END_ARRAY; next = json.nextToken()) {
                    var value = value(json, next);
                    if (value != null) {
                        list.add(value);
                    }
                }
                yield list;
            }
            case VALUE_STRING -> json.getText();
            case VALUE_NUMBER_INT -> json.getLongValue();
            case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw new IOException("a JSON value is missing");
        };
    }

    static String text(Map<?, ?> map, String name) throws IOException {
        if (map.get(name) instanceof String text) {
            return text;
        }
        throw new IOException("the claim " + name + " is missing or no text");
    }

    static Map<?, ?> map(Map<?, ?> map, String name) throws IOException {
        if (map.get(name) instanceof Map<?, ?> inner) {
            return inner;
        }
        throw new IOException("the claim " + name + " is missing or no object");
    }

    static Instant time(Map<?, ?> map, String name) throws IOException {
        if (map.get(name) instanceof Number seconds) {
            // Far beyond any real date, but within what Instant can hold.
            return Instant.ofEpochSecond(Math.clamp(seconds.longValue(), 0, 253_402_300_799L));
        }
        throw new IOException("the claim " + name + " is missing or no number");
    }

    static List<String> texts(Map<?, ?> map, String name) throws IOException {
        var value = map.get(name);
        if (value instanceof String single) {
            return List.of(single);
        }
        if (value instanceof List<?> list) {
            var texts = new ArrayList<String>();
            for (var element : list) {
                if (!(element instanceof String text)) {
                    throw new IOException("the claim " + name + " holds something that is no text");
                }
                texts.add(text);
            }
            return texts;
        }
        throw new IOException("the claim " + name + " is missing or no list");
    }

    static void writeBound(JsonGenerator json, String name, @Nullable BoundObject object) throws IOException {
        if (object != null) {
            json.writeObjectFieldStart(name);
            json.writeStringField("name", object.name());
            json.writeStringField("uid", object.uid());
            json.writeEndObject();
        }
    }

    static @Nullable BoundObject bound(Map<?, ?> map, String name) throws IOException {
        if (map.get(name) instanceof Map<?, ?> object) {
            return new BoundObject(text(object, "name"), text(object, "uid"));
        }
        return null;
    }
}
