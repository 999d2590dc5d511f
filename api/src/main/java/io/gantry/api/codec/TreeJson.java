package io.gantry.api.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Generic trees as JSON. */
final class TreeJson {
    private final JsonParser parser;
    private final FieldTrail trail;

    TreeJson(JsonParser parser, FieldTrail trail) {
        this.parser = parser;
        this.trail = trail;
    }

    static @Nullable Object parse(byte[] json, DecodeOptions options) {
        try (JsonParser parser = JsonFormat.parser(json)) {
            Object tree = new TreeJson(parser, new FieldTrail(options.strictErrors())).value(parser.currentToken());
            JsonFormat.end(parser, json);
            return tree;
        } catch (IOException e) {
            throw JsonFormat.malformed(json, e);
        }
    }

    /** The value that begins with the token at which the parser stands. */
    @Nullable
    Object value(JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_STRING -> JsonReader.wellFormed(parser.getText());
            case VALUE_NUMBER_INT -> {
                if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
                    yield JsonFormat.finite(parser);
                }
                yield parser.getLongValue();
            }
            case VALUE_NUMBER_FLOAT -> JsonFormat.finite(parser);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw new DecodeException("unexpected token in JSON: " + token);
        };
    }

    private Map<String, Object> object() throws IOException {
        Map<String, Object> map = new LinkedHashMap<>();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            String key = JsonReader.wellFormed(name);
            if (map.containsKey(key)) {
                trail.duplicate(key);
            }
            trail.enter(key);
            put(map, key, value(parser.nextToken()));
            trail.leave();
        }
        return map;
    }

    private List<Object> array() throws IOException {
        List<Object> list = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            trail.element(list.size());
            add(list, value(token));
        }
        trail.element(-1);
        return list;
    }

    @SuppressWarnings("NullAway") // null is a value of a tree
    static void put(Map<String, Object> map, String key, @Nullable Object value) {
        map.put(key, value);
    }

    @SuppressWarnings("NullAway") // null is a value of a tree
    static void add(List<Object> list, @Nullable Object value) {
        list.add(value);
    }

    static byte[] bytes(@Nullable Object tree) {
        return JsonOutput.kept(512, out -> out.tree(tree));
    }
}
