package io.gantry.server.api;

import io.gantry.api.codec.Cbor;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The frames of a watch: JSON objects one a line, protobuf messages behind their length, or CBOR one after the other. */
final class WatchFrames {
    private WatchFrames() {}

    /** An event's frame; {@code object} is encoded as {@code encoding} says. */
    static byte[] event(Encoding encoding, String type, byte[] object) {
        return switch (encoding) {
            case JSON, YAML -> json(type, object);
            case PROTOBUF -> protobuf(type, object);
            case CBOR -> Cbor.event(type, object);
        };
    }

    private static byte[] json(String type, byte[] object) {
        byte[] head = ("{\"type\":\"" + type + "\",\"object\":").getBytes(StandardCharsets.US_ASCII);
        byte[] event = new byte[head.length + object.length + 2];
        System.arraycopy(head, 0, event, 0, head.length);
        System.arraycopy(object, 0, event, head.length, object.length);
        event[event.length - 2] = '}';
        event[event.length - 1] = '\n';
        return event;
    }

    /** A bare {@code WatchEvent}: type in field 1, the object in its envelope in field 1 of field 2. */
    private static byte[] protobuf(String type, byte[] object) {
        byte[] typeBytes = type.getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream raw = new ByteArrayOutputStream(object.length + 32);
        raw.write(0x0a);
        varint(raw, typeBytes.length);
        raw.writeBytes(typeBytes);
        raw.write(0x12);
        varint(raw, 1 + varintLength(object.length) + object.length);
        raw.write(0x0a);
        varint(raw, object.length);
        raw.writeBytes(object);
        byte[] message = raw.toByteArray();
        return ByteBuffer.allocate(4 + message.length)
                .putInt(message.length)
                .put(message)
                .array();
    }

    private static void varint(ByteArrayOutputStream out, int value) {
        int left = value;
        while ((left & ~0x7f) != 0) {
            out.write((left & 0x7f) | 0x80);
            left >>>= 7;
        }
        out.write(left);
    }

    private static int varintLength(int value) {
        int length = 1;
        for (int left = value >>> 7; left != 0; left >>>= 7) {
            length++;
        }
        return length;
    }
}
