package io.gantry.api.codec;

import io.gantry.api.types.RawJson;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON as Go's encoder does: no space, and in texts {@code <}, {@code >}, {@code &} and two line separators escaped beyond
 * what JSON asks for; half a surrogate pair becomes the replacement character. Whoever calls it sees to it that a value stands
 * where one may. Not thread-safe.
 *
 * <p>The whole is either kept, for {@link #toByteArray}, or goes to a stream whenever the buffer is full.
 */
final class JsonOutput {
    /** What a stream is given at a time; as much as the largest record of TLS holds. */
    private static final int CHUNK = 16 * 1024;

    private static final int INT_DIGITS = 10;

    /** The most that one character of a text becomes: an escape of six bytes. */
    private static final int ESCAPE = 6;

    /** From here on it is faster to let the JDK encode a text as a whole, and to look for what is to be escaped after that. */
    private static final int LONG_TEXT = 48;

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);

    /** Which of the first 128 characters stand for themselves in a text. */
    private static final boolean[] PLAIN = new boolean[128];

    static {
        Arrays.fill(PLAIN, ' ', PLAIN.length, true);
        for (char escaped : new char[] {'"', '\\', '<', '>', '&'}) {
            PLAIN[escaped] = false;
        }
    }

    private final @Nullable OutputStream out;
    private byte[] buffer;
    private int length;
    /** Whether a comma comes before what is next. */
    private boolean follows;

    private JsonOutput(@Nullable OutputStream out, int capacity) {
        this.out = out;
        this.buffer = new byte[capacity];
    }

    /**
     * For JSON that is kept.
     *
     * @param expected how long it will be, in bytes, if the guess is good
     */
    static JsonOutput kept(int expected) {
        return new JsonOutput(null, expected);
    }

    /** @param out is neither flushed nor closed */
    static JsonOutput to(OutputStream out) {
        return new JsonOutput(out, CHUNK);
    }

    byte[] toByteArray() {
        return Arrays.copyOf(buffer, length);
    }

    /** Gives the stream what is still here; needed once at the end. */
    void flush() throws IOException {
        if (out != null) {
            out.write(buffer, 0, length);
            length = 0;
        }
    }

    void startObject() throws IOException {
        start((byte) '{');
    }

    void endObject() throws IOException {
        end((byte) '}');
    }

    void startArray() throws IOException {
        start((byte) '[');
    }

    void endArray() throws IOException {
        end((byte) ']');
    }

    private void start(byte bracket) throws IOException {
        room(2);
        if (follows) {
            buffer[length++] = ',';
        }
        buffer[length++] = bracket;
        follows = false;
    }

    private void end(byte bracket) throws IOException {
        room(1);
        buffer[length++] = bracket;
        follows = true;
    }

    /** @param quoted the name of a field in quotes, with the colon */
    void name(byte[] quoted) throws IOException {
        int count = quoted.length;
        room(count + 1);
        if (follows) {
            buffer[length++] = ',';
        }
        System.arraycopy(quoted, 0, buffer, length, count);
        length += count;
        follows = false;
    }

    void name(String name) throws IOException {
        string(name);
        room(1);
        buffer[length++] = ':';
        follows = false;
    }

    /** A field with a text. */
    void field(String name, String text) throws IOException {
        name(name);
        string(text);
    }

    void nil() throws IOException {
        value(NULL);
    }

    void bool(boolean value) throws IOException {
        value(value ? TRUE : FALSE);
    }

    void integer(long value) throws IOException {
        if (value < 0 || value > Integer.MAX_VALUE) {
            number(Long.toString(value));
            return;
        }
        room(1 + INT_DIGITS);
        if (follows) {
            buffer[length++] = ',';
        }
        follows = true;
        int end = length + 1;
        for (int rest = (int) value / 10; rest > 0; rest /= 10) {
            end++;
        }
        length = end;
        int rest = (int) value;
        do {
            buffer[--end] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
    }

    /** @param digits a number of JSON */
    void number(String digits) throws IOException {
        value(digits.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** A value that is JSON already. */
    void value(byte[] json) throws IOException {
        comma();
        raw(json, 0, json.length);
    }

    void string(String text) throws IOException {
        int characters = text.length();
        room(3 + Math.min(characters, LONG_TEXT));
        if (follows) {
            buffer[length++] = ',';
        }
        follows = true;
        buffer[length++] = '"';
        int plain = characters < LONG_TEXT ? plain(text, characters) : 0;
        if (plain == characters) {
            buffer[length++] = '"';
            return;
        }
        if (plain == 0 && characters >= LONG_TEXT) {
            encoded(text.getBytes(StandardCharsets.UTF_8), text);
        } else {
            escaped(text, plain);
        }
        room(1);
        buffer[length++] = '"';
    }

    /** Writes the text up to the first character that does not stand for itself. There is room for all of it. */
    private int plain(String text, int characters) {
        byte[] into = buffer;
        int at = length;
        int i = 0;
        for (; i < characters; i++) {
            char c = text.charAt(i);
            if (c >= 128 || !PLAIN[c]) {
                break;
            }
            into[at + i] = (byte) c;
        }
        length = at + i;
        return i;
    }

    /** Writes a text whose characters may all stand for themselves. */
    private void encoded(byte[] utf8, String text) throws IOException {
        for (byte b : utf8) {
            // A question mark may also be the JDK's word for half a surrogate pair.
            if (b < 0 || !PLAIN[b] || b == '?') {
                escaped(text, 0);
                return;
            }
        }
        raw(utf8, 0, utf8.length);
    }

    private void escaped(String text, int from) throws IOException {
        int end = text.length();
        for (int i = from; i < end; i++) {
            room(ESCAPE);
            char c = text.charAt(i);
            if (c < 128) {
                if (PLAIN[c]) {
                    buffer[length++] = (byte) c;
                } else {
                    escape(c);
                }
            } else if (c < 0x800) {
                buffer[length++] = (byte) (0xc0 | c >> 6);
                buffer[length++] = (byte) (0x80 | c & 0x3f);
            } else if (Character.isHighSurrogate(c) && i + 1 < end && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
                int point = Character.toCodePoint(c, text.charAt(i));
                buffer[length++] = (byte) (0xf0 | point >> 18);
                buffer[length++] = (byte) (0x80 | point >> 12 & 0x3f);
                buffer[length++] = (byte) (0x80 | point >> 6 & 0x3f);
                buffer[length++] = (byte) (0x80 | point & 0x3f);
            } else if (c == 0x2028 || c == 0x2029) {
                hexadecimal(c);
            } else {
                int point = Character.isSurrogate(c) ? 0xfffd : c;
                buffer[length++] = (byte) (0xe0 | point >> 12);
                buffer[length++] = (byte) (0x80 | point >> 6 & 0x3f);
                buffer[length++] = (byte) (0x80 | point & 0x3f);
            }
        }
    }

    private void escape(char c) {
        char letter = switch (c) {
            case '"', '\\' -> c;
            case '\b' -> 'b';
            case '\f' -> 'f';
            case '\n' -> 'n';
            case '\r' -> 'r';
            case '\t' -> 't';
            default -> 0;
        };
        if (letter == 0) {
            hexadecimal(c);
        } else {
            buffer[length++] = '\\';
            buffer[length++] = (byte) letter;
        }
    }

    private void hexadecimal(char c) {
        buffer[length++] = '\\';
        buffer[length++] = 'u';
        for (int shift = 12; shift >= 0; shift -= 4) {
            buffer[length++] = HEX[c >> shift & 0xf];
        }
    }

    /**
     * A generic tree.
     *
     * @throws DecodeException for a number that is not finite
     */
    void tree(@Nullable Object tree) throws IOException {
        switch (tree) {
            case null -> nil();
            case String text -> string(text);
            case Boolean flag -> bool(flag);
            case Integer number -> integer(number);
            case Long number -> integer(number);
            case Double number -> number(finite(number));
            case Number number -> number(number.toString());
            case RawJson raw -> value(raw.shared());
            case Map<?, ?> map -> {
                startObject();
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    name((String) entry.getKey());
                    tree(entry.getValue());
                }
                endObject();
            }
            case List<?> list -> {
                startArray();
                for (Object element : list) {
                    tree(element);
                }
                endArray();
            }
            default ->
                throw new IllegalArgumentException(
                        "a tree holds maps, lists, texts, numbers, booleans and null, not " + tree.getClass());
        }
    }

    private static String finite(double number) {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            throw new DecodeException("json: unsupported value: " + number);
        }
        return Scalars.number(number);
    }

    private void comma() throws IOException {
        if (follows) {
            room(1);
            buffer[length++] = ',';
        }
        follows = true;
    }

    private void raw(byte[] bytes, int from, int count) throws IOException {
        if (count > buffer.length - length) {
            if (out != null && count >= buffer.length) {
                flush();
                out.write(bytes, from, count);
                return;
            }
            room(count);
        }
        System.arraycopy(bytes, from, buffer, length, count);
        length += count;
    }

    /** Makes room for so many bytes, fewer than a chunk when there is a stream. */
    private void room(int bytes) throws IOException {
        if (bytes > buffer.length - length) {
            makeRoom(bytes);
        }
    }

    private void makeRoom(int bytes) throws IOException {
        if (out != null) {
            flush();
        } else {
            buffer = Arrays.copyOf(buffer, Math.max(length + bytes, 2 * buffer.length));
        }
    }

    /** Does what cannot fail, since nothing is written to a stream. */
    static byte[] kept(int expected, Writing writing) {
        JsonOutput out = kept(expected);
        try {
            writing.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** What writes one value. */
    @FunctionalInterface
    interface Writing {
        void to(JsonOutput out) throws IOException;
    }
}
