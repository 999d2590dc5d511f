package io.gantry.api.codec;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The bytes of one CBOR document (RFC 8949): heads, arguments and strings. Never reads over the end, and takes no memory
 * for a length that is only claimed. Not thread-safe.
 */
final class CborInput {
    static final int POSITIVE = 0;
    static final int NEGATIVE = 1;
    static final int BYTES = 2;
    static final int TEXT = 3;
    static final int ARRAY = 4;
    static final int MAP = 5;
    static final int TAG = 6;
    static final int SIMPLE = 7;

    /** In the place of a length: the items follow until a break. */
    static final int INDEFINITE = 31;

    static final int BREAK = 0xff;

    private final byte[] data;
    private int at;

    CborInput(byte[] data) {
        this.data = data;
    }

    int position() {
        return at;
    }

    int left() {
        return data.length - at;
    }

    static int major(int head) {
        return head >>> 5;
    }

    static int additional(int head) {
        return head & 0x1f;
    }

    /** What the library behind Kubernetes calls a value that begins so. */
    static String word(int head) {
        return switch (major(head)) {
            case POSITIVE -> "positive integer";
            case NEGATIVE -> "negative integer";
            case BYTES -> "byte string";
            case TEXT -> "UTF-8 text string";
            case ARRAY -> "array";
            case MAP -> "map";
            case TAG -> "tag";
            default -> "primitives";
        };
    }

    /** The next head, which is not taken. */
    int peek() {
        need(1);
        return data[at] & 0xff;
    }

    int head() {
        need(1);
        return data[at++] & 0xff;
    }

    /** The argument of a head: the value itself or what follows; unsigned. */
    long argument(int head) {
        int additional = additional(head);
        if (additional < 24) {
            return additional;
        }
        if (additional > 27) {
            throw new DecodeException("cbor: invalid additional information " + additional + " for type " + word(head));
        }
        return number(1 << (additional - 24));
    }

    /** An unsigned number of so many bytes. */
    long number(int bytes) {
        need(bytes);
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value = (value << 8) | (data[at++] & 0xff);
        }
        return value;
    }

    /** The bytes of a string whose head was read, put together if it comes in pieces. */
    byte[] string(int head) {
        if (additional(head) != INDEFINITE) {
            return piece(head);
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (int next = head(); next != BREAK; next = head()) {
            if (major(next) != major(head) || additional(next) == INDEFINITE) {
                throw new DecodeException(
                        "cbor: wrong element type " + word(next) + " for indefinite-length " + word(head));
            }
            byte[] piece = piece(next);
            if (major(head) == TEXT) {
                text(piece);
            }
            whole.writeBytes(piece);
        }
        return whole.toByteArray();
    }

    private byte[] piece(int head) {
        long length = argument(head);
        if (length < 0 || length > left()) {
            throw end();
        }
        at += (int) length;
        return Arrays.copyOfRange(data, at - (int) length, at);
    }

    /** Nothing that Kubernetes keeps is a text that is not UTF-8. */
    static String text(byte[] utf8) {
        String text = new String(utf8, StandardCharsets.UTF_8);
        if (text.indexOf('\uFFFD') >= 0) {
            try {
                // which stands for itself, or for what could not be read
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8));
            } catch (CharacterCodingException e) {
                throw new DecodeException("cbor: invalid UTF-8 string", e);
            }
        }
        return text;
    }

    private void need(int bytes) {
        if (bytes > left()) {
            throw end();
        }
    }

    private static DecodeException end() {
        return new DecodeException("unexpected EOF");
    }
}
