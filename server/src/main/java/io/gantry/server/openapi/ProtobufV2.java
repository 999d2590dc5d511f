package io.gantry.server.openapi;

import io.gantry.api.codec.Tree;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Version 2 in protobuf, the form in which kubectl reads it. Field numbers are those of gnostic's {@code openapi.v2}
 * messages; only what {@link Schemas} and {@link Operations} write is encoded.
 */
final class ProtobufV2 {
    private ProtobufV2() {}

    static byte[] encode(Map<String, Object> document) {
        Message out = new Message();
        out.text(1, field(document, "swagger"));
        out.message(2, info(map(field(document, "info"))));
        Message paths = new Message();
        map(field(document, "paths")).forEach((name, item) -> paths.message(2, named(name, pathItem(map(item)))));
        out.message(8, paths);
        Message definitions = new Message();
        map(field(document, "definitions"))
                .forEach((name, schema) -> definitions.message(1, named(name, schema(map(schema)))));
        out.message(9, definitions);
        return out.bytes();
    }

    /** A field that {@link Operations} and {@link Schemas} always write. */
    private static Object field(Map<String, Object> map, String name) {
        return Objects.requireNonNull(map.get(name), name);
    }

    private static Message info(Map<String, Object> info) {
        return new Message().text(1, field(info, "title")).text(2, field(info, "version"));
    }

    private static Message named(String name, Message value) {
        return new Message().text(1, name).message(2, value);
    }

    private static Message pathItem(Map<String, Object> item) {
        Message out = new Message();
        item.forEach((key, value) -> {
            switch (key) {
                case "get" -> out.message(2, operation(map(value)));
                case "put" -> out.message(3, operation(map(value)));
                case "post" -> out.message(4, operation(map(value)));
                case "delete" -> out.message(5, operation(map(value)));
                case "patch" -> out.message(8, operation(map(value)));
                case "parameters" -> list(value).forEach(each -> out.message(9, parameter(map(each))));
                default -> throw new IllegalArgumentException("path item: " + key);
            }
        });
        return out;
    }

    private static Message operation(Map<String, Object> operation) {
        Message out = new Message();
        operation.forEach((key, value) -> {
            switch (key) {
                case "tags" -> out.texts(1, value);
                case "operationId" -> out.text(5, value);
                case "produces" -> out.texts(6, value);
                case "consumes" -> out.texts(7, value);
                case "parameters" -> list(value).forEach(each -> out.message(8, parameter(map(each))));
                case "responses" -> {
                    Message responses = new Message();
                    map(value)
                            .forEach((code, response) -> responses.message(
                                    1, named(code, new Message().message(1, response(map(response))))));
                    out.message(9, responses);
                }
                case "schemes" -> out.texts(10, value);
                default -> out.message(13, extension(key, value));
            }
        });
        return out;
    }

    private static Message response(Map<String, Object> response) {
        return new Message()
                .text(1, field(response, "description"))
                .message(2, new Message().message(1, schema(map(field(response, "schema")))));
    }

    private static Message parameter(Map<String, Object> parameter) {
        Object in = field(parameter, "in");
        Message out = new Message();
        if (in.equals("body")) {
            Message body = new Message().text(2, field(parameter, "name")).text(3, in);
            body.flag(4, field(parameter, "required"));
            body.message(5, schema(map(field(parameter, "schema"))));
            return out.message(1, new Message().message(1, body));
        }
        boolean path = in.equals("path");
        Message sub = new Message();
        sub.flag(1, parameter.getOrDefault("required", false));
        sub.text(2, in).text(4, field(parameter, "name")).text(path ? 5 : 6, field(parameter, "type"));
        sub.flag(path ? 19 : 20, parameter.getOrDefault("uniqueItems", false));
        return out.message(1, new Message().message(2, new Message().message(path ? 4 : 3, sub)));
    }

    private static Message schema(Map<String, Object> schema) {
        Message out = new Message();
        schema.forEach((key, value) -> {
            switch (key) {
                case "$ref" -> out.text(1, value);
                case "format" -> out.text(2, value);
                case "description" -> out.text(4, value);
                case "required" -> out.texts(19, value);
                case "additionalProperties" -> out.message(21, new Message().message(1, schema(map(value))));
                case "type" -> out.message(22, new Message().text(1, value));
                case "items" -> out.message(23, new Message().message(1, schema(map(value))));
                case "properties" -> {
                    Message properties = new Message();
                    map(value).forEach((name, property) -> properties.message(1, named(name, schema(map(property)))));
                    out.message(25, properties);
                }
                default -> out.message(31, extension(key, value));
            }
        });
        return out;
    }

    /** JSON is YAML, and readers of this field parse YAML. */
    private static Message extension(String name, Object value) {
        if (!name.startsWith("x-")) {
            throw new IllegalArgumentException("no place for " + name);
        }
        byte[] yaml = Tree.toJson(value);
        return new Message()
                .text(1, name)
                .message(2, new Message().text(2, new String(yaml, StandardCharsets.UTF_8) + "\n"));
    }

    @SuppressWarnings("unchecked") // documents are made of such maps
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    private static List<?> list(Object value) {
        return (List<?>) value;
    }

    /** A protobuf message under construction. */
    private static final class Message {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Message text(int field, Object value) {
            return raw(field, value.toString().getBytes(StandardCharsets.UTF_8));
        }

        void texts(int field, Object values) {
            list(values).forEach(value -> text(field, value));
        }

        void flag(int field, Object value) {
            if (value.equals(true)) {
                varint((long) field << 3);
                varint(1);
            }
        }

        Message message(int field, Message value) {
            return raw(field, value.bytes());
        }

        private Message raw(int field, byte[] bytes) {
            varint(((long) field << 3) | 2);
            varint(bytes.length);
            out.writeBytes(bytes);
            return this;
        }

        private void varint(long value) {
            long left = value;
            while ((left & ~0x7FL) != 0) {
                out.write((int) (left & 0x7F) | 0x80);
                left >>>= 7;
            }
            out.write((int) left);
        }

        byte[] bytes() {
            return out.toByteArray();
        }
    }
}
