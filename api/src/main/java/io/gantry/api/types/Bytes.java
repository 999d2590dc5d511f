package io.gantry.api.types;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** Immutable bytes with equality by content; base64 in JSON. */
public final class Bytes {
    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private final byte[] content;

    private Bytes(byte[] content) {
        this.content = content;
    }

    /** Takes the array over; the caller must not change it afterwards. */
    public static Bytes ofOwned(byte[] content) {
        return content.length == 0 ? EMPTY : new Bytes(content);
    }

    public static Bytes copyOf(byte[] content) {
        return ofOwned(content.clone());
    }

    public static Bytes utf8(String text) {
        return ofOwned(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads standard base64 with padding.
     *
     * @throws IllegalArgumentException when the text is not base64
     */
    public static Bytes base64(String text) {
        return ofOwned(Base64.getDecoder().decode(text));
    }

    public int size() {
        return content.length;
    }

    /** The bytes themselves, not a copy: callers must not change them. */
    public byte[] shared() {
        return content;
    }

    public byte[] toByteArray() {
        return content.clone();
    }

    public String toBase64() {
        return Base64.getEncoder().encodeToString(content);
    }

    public String utf8() {
        return new String(content, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes && Arrays.equals(content, bytes.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    /** The size only: secrets must not reach a log by accident. */
    @Override
    public String toString() {
        return "Bytes[" + content.length + "]";
    }
}
