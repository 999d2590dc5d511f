package io.gantry.server.edge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * HTTP header fields in order, names compared without regard to case. Immutable.
 *
 * <p>Kept as one array of names and values: a request has about ten fields, for which a scan beats a hash table in time
 * and, for thousands of idle watches, in memory.
 */
public final class Headers {
    private static final Headers EMPTY = new Headers(new String[0]);

    /** Name, value, name, value. */
    private final String[] pairs;

    private Headers(String[] pairs) {
        this.pairs = pairs;
    }

    public static Headers empty() {
        return EMPTY;
    }

    /** {@code of("content-type", "text/plain", "cache-control", "no-store")}: names and values in turn. */
    public static Headers of(String... namesAndValues) {
        if (namesAndValues.length % 2 != 0) {
            throw new IllegalArgumentException("a header name without a value: " + Arrays.toString(namesAndValues));
        }
        for (int i = 0; i < namesAndValues.length; i += 2) {
            check(namesAndValues[i], namesAndValues[i + 1]);
        }
        return new Headers(namesAndValues.clone());
    }

    /** For names and values that a codec has checked already; takes the array over. */
    static Headers trusted(String[] pairs) {
        return pairs.length == 0 ? EMPTY : new Headers(pairs);
    }

    public static Builder builder() {
        return new Builder();
    }

    /** The first value of {@code name}. */
    public @Nullable String first(String name) {
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i].equalsIgnoreCase(name)) {
                return pairs[i + 1];
            }
        }
        return null;
    }

    /** What a part of a header's name stands for that is percent-encoded; as it is when an escape is broken. */
    public static String unescapeKey(String encoded) {
        try {
            return Percent.decode(encoded, 0, encoded.length(), false);
        } catch (IllegalArgumentException e) {
            return encoded;
        }
    }

    /** Every value of {@code name} in order, as it came: lists within a value are not split. */
    public List<String> all(String name) {
        List<String> values = List.of();
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i].equalsIgnoreCase(name)) {
                if (values.isEmpty()) {
                    values = new ArrayList<>(2);
                }
                values.add(pairs[i + 1]);
            }
        }
        return values;
    }

    /** Every element of the comma-separated lists in {@code name}, trimmed, without empty ones. */
    public List<String> elements(String name) {
        var elements = new ArrayList<String>();
        for (String value : all(name)) {
            for (String element : value.split(",", -1)) {
                String trimmed = element.strip();
                if (!trimmed.isEmpty()) {
                    elements.add(trimmed);
                }
            }
        }
        return elements;
    }

    /** Whether a list in {@code name} has {@code element}, without regard to case. */
    public boolean hasElement(String name, String element) {
        return elements(name).stream().anyMatch(element::equalsIgnoreCase);
    }

    public boolean contains(String name) {
        return first(name) != null;
    }

    public boolean isEmpty() {
        return pairs.length == 0;
    }

    /** Number of fields. */
    public int size() {
        return pairs.length / 2;
    }

    public String name(int index) {
        return pairs[2 * index];
    }

    public String value(int index) {
        return pairs[2 * index + 1];
    }

    public void forEach(BiConsumer<String, String> action) {
        for (int i = 0; i < pairs.length; i += 2) {
            action.accept(pairs[i], pairs[i + 1]);
        }
    }

    /** These and one more field. */
    public Headers and(String name, String value) {
        check(name, value);
        String[] more = Arrays.copyOf(pairs, pairs.length + 2);
        more[pairs.length] = name;
        more[pairs.length + 1] = value;
        return new Headers(more);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Headers headers && Arrays.equals(pairs, headers.pairs);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(pairs);
    }

    /** Names and values, those that carry secrets left out. */
    @Override
    public String toString() {
        var text = new StringBuilder("{");
        forEach((name, value) -> text.append(text.length() == 1 ? "" : ", ")
                .append(name)
                .append(": ")
                .append(secret(name) ? "(hidden)" : value));
        return text.append('}').toString();
    }

    private static boolean secret(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "authorization", "cookie", "set-cookie", "sec-websocket-protocol" -> true;
            default -> false;
        };
    }

    /** No control characters: they would let a value end the header block (response splitting). */
    private static void check(String name, String value) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("an empty header name");
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c <= ' ' || c == ':' || c >= 0x7f) {
                throw new IllegalArgumentException("header name has a character that is not allowed: " + name);
            }
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < ' ' && c != '\t') || c == 0x7f) {
                throw new IllegalArgumentException("value of header " + name + " has a control character");
            }
        }
    }

    /** Collects fields; not thread-safe. */
    public static final class Builder {
        private final ArrayList<String> pairs = new ArrayList<>();

        private Builder() {}

        public Builder add(String name, String value) {
            check(name, value);
            pairs.add(name);
            pairs.add(value);
            return this;
        }

        public Headers build() {
            return trusted(pairs.toArray(new String[0]));
        }
    }
}
