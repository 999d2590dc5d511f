package io.gantry.api.types;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A JSON value kept as its UTF-8 text, for fields whose content the API does not look into. Immutable. */
public final class RawJson {
    private final byte[] utf8;

    private RawJson(byte[] utf8) {
        this.utf8 = utf8;
    }

    /** Takes the array over; the caller must not change it afterwards. */
    public static RawJson ofOwned(byte[] utf8) {
        return new RawJson(utf8);
    }

    public static RawJson of(String json) {
        return new RawJson(json.getBytes(StandardCharsets.UTF_8));
    }

    /** The text itself, not a copy: callers must not change it. */
    public byte[] shared() {
        return utf8;
    }

    public String json() {
        return new String(utf8, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RawJson raw && Arrays.equals(utf8, raw.utf8);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(utf8);
    }

    @Override
    public String toString() {
        return json();
    }
}
