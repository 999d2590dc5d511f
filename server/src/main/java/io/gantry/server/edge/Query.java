package io.gantry.server.edge;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The decoded parameters of a request's query, in order. Immutable; names are compared with regard to case. */
public final class Query {
    private static final Query EMPTY = new Query(Map.of());

    private final Map<String, List<String>> values;

    private Query(Map<String, List<String>> values) {
        this.values = values;
    }

    /**
     * Decodes {@code raw}, the part after the question mark.
     *
     * @throws IllegalArgumentException on a broken percent-escape
     */
    public static Query parse(String raw) {
        if (raw.isEmpty()) {
            return EMPTY;
        }
        var values = new LinkedHashMap<String, List<String>>();
        int start = 0;
        while (start <= raw.length()) {
            int end = raw.indexOf('&', start);
            if (end < 0) {
                end = raw.length();
            }
            if (end > start) {
                int equals = raw.indexOf('=', start);
                boolean bare = equals < 0 || equals > end;
                String name = Percent.decode(raw, start, bare ? end : equals, true);
                String value = bare ? "" : Percent.decode(raw, equals + 1, end, true);
                values.computeIfAbsent(name, absent -> new ArrayList<>(1)).add(value);
            }
            start = end + 1;
        }
        return new Query(values);
    }

    /** The first value of {@code name}: empty for a bare name, {@code null} when absent. */
    public @Nullable String first(String name) {
        var all = values.get(name);
        return all == null ? null : all.getFirst();
    }

    /** Every value of {@code name}, in order. */
    public List<String> all(String name) {
        var all = values.get(name);
        return all == null ? List.of() : Collections.unmodifiableList(all);
    }

    public boolean contains(String name) {
        return values.containsKey(name);
    }

    public Set<String> names() {
        return Collections.unmodifiableSet(values.keySet());
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
