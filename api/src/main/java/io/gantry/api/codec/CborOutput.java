package io.gantry.api.codec;

import io.gantry.api.types.RawJson;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes CBOR as Kubernetes does: every length before its content, every number in its shortest form, texts and names as byte
 * strings, bytes that JSON would show in base64 behind the tag that says so. Not thread-safe.
 */
final class CborOutput {
    private static final int TAG_BASE64 = 22;
    private static final int SIMPLE = CborInput.SIMPLE << 5;
    private static final int FLOAT16 = SIMPLE | 25;
    private static final int FLOAT32 = SIMPLE | 26;
    private static final int FLOAT64 = SIMPLE | 27;

    private final OutputStream out;
    private final byte[] buffer = new byte[4096];
    private int length;

    /** @param out is neither flushed nor closed */
    CborOutput(OutputStream out) {
        this.out = out;
    }

    /** Gives the stream what is still here; needed once at the end. */
    void flush() throws IOException {
        out.write(buffer, 0, length);
        length = 0;
    }

    void map(int pairs) throws IOException {
        head(CborInput.MAP, pairs);
    }

    void array(int elements) throws IOException {
        head(CborInput.ARRAY, elements);
    }

    void string(String text) throws IOException {
        string(text.getBytes(StandardCharsets.UTF_8));
    }

    void string(byte[] utf8) throws IOException {
        head(CborInput.BYTES, utf8.length);
        raw(utf8);
    }

    void base64(byte[] content) throws IOException {
        head(CborInput.TAG, TAG_BASE64);
        string(content);
    }

    void integer(long value) throws IOException {
        if (value < 0) {
            head(CborInput.NEGATIVE, ~value);
        } else {
            head(CborInput.POSITIVE, value);
        }
    }

    /** @throws DecodeException for what is no finite number, which no reader would take */
    void real(double value) throws IOException {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw new DecodeException("cbor: unsupported value: " + value);
        }
        float single = (float) value;
        if (Double.doubleToRawLongBits(single) != Double.doubleToRawLongBits(value)) {
            number(FLOAT64, Double.doubleToRawLongBits(value), 8);
            return;
        }
        short half = Float.floatToFloat16(single);
        if (Float.floatToRawIntBits(Float.float16ToFloat(half)) == Float.floatToRawIntBits(single)) {
            number(FLOAT16, half, 2);
        } else {
            number(FLOAT32, Float.floatToRawIntBits(single), 4);
        }
    }

    void bool(boolean value) throws IOException {
        room(1);
        buffer[length++] = (byte) (SIMPLE | (value ? 21 : 20));
    }

    void nil() throws IOException {
        room(1);
        buffer[length++] = (byte) (SIMPLE | 22);
    }

    /** A value that JSON can hold. */
    void tree(@Nullable Object tree) throws IOException {
        switch (tree) {
            case null -> nil();
            case String text -> string(text);
            case Boolean flag -> bool(flag);
            case Integer number -> integer(number);
            case Long number -> integer(number);
            case Number number -> real(number.doubleValue());
            case RawJson raw -> tree(Tree.parseJson(raw.shared()));
            case Map<?, ?> map -> {
                map(map.size());
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    string((String) entry.getKey());
                    tree(entry.getValue());
                }
            }
            case List<?> list -> {
                array(list.size());
                for (Object element : list) {
                    tree(element);
                }
            }
            default ->
                throw new IllegalArgumentException(
                        "a tree holds maps, lists, texts, numbers, booleans and null, not " + tree.getClass());
        }
    }

    /** Bytes that are CBOR already. */
    void raw(byte[] bytes) throws IOException {
        if (bytes.length > buffer.length - length) {
            flush();
            if (bytes.length > buffer.length) {
                out.write(bytes);
                return;
            }
        }
        System.arraycopy(bytes, 0, buffer, length, bytes.length);
        length += bytes.length;
    }

    private void head(int major, long argument) throws IOException {
        int type = major << 5;
        if (argument < 24) {
            room(1);
            buffer[length++] = (byte) (type | (int) argument);
        } else if (argument <= 0xff) {
            number(type | 24, argument, 1);
        } else if (argument <= 0xffff) {
            number(type | 25, argument, 2);
        } else if (argument <= 0xffff_ffffL) {
            number(type | 26, argument, 4);
        } else {
            number(type | 27, argument, 8);
        }
    }

    private void number(int head, long value, int bytes) throws IOException {
        room(1 + bytes);
        buffer[length++] = (byte) head;
        for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
            buffer[length++] = (byte) (value >>> shift);
        }
    }

    private void room(int bytes) throws IOException {
        if (bytes > buffer.length - length) {
            flush();
        }
    }
}
