package io.gantry.server.patch;

import io.gantry.api.status.GoText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Elements of lists in an applied configuration that cannot be told apart: two with the same keys, or one without them. A
 * configuration with such elements does not say what it wants. Pure; the words are those of structured-merge-diff v6.
 */
public final class ListFaults {
    private final List<String> faults = new ArrayList<>();
    private final List<PathElement> path = new ArrayList<>();

    private ListFaults() {}

    /** One text for each such element, with its path in front; of values of another form than the schema's it says nothing. */
    public static List<String> of(Schema schema, Map<String, @Nullable Object> config) {
        ListFaults found = new ListFaults();
        found.look(schema, config);
        return found.faults;
    }

    private void look(Schema schema, @Nullable Object value) {
        switch (schema.form()) {
            case LEAF -> {} // owned as a whole: its elements need no names
            case STRUCT, MAP -> {
                Map<String, @Nullable Object> map = Trees.map(value);
                if (map != null) {
                    map.forEach((name, each) -> {
                        Schema next = schema.field(name);
                        if (next != null) {
                            step(new PathElement.Field(name), next, each);
                        }
                    });
                }
            }
            case KEYED_LIST, SET -> {
                List<@Nullable Object> list = Trees.list(value);
                if (list != null) {
                    elements(schema, list);
                }
            }
        }
    }

    private void elements(Schema schema, List<@Nullable Object> list) {
        Set<PathElement> seen = new HashSet<>();
        for (int i = 0; i < list.size(); i++) {
            Object item = list.get(i);
            String fault = schema.form() == Schema.Form.SET ? ofScalar(item) : ofElement(schema, item);
            if (fault != null) {
                add("element " + i + ": " + fault);
                continue;
            }
            PathElement element = Trees.elementOf(schema, item, path);
            if (!seen.add(element)) {
                add("duplicate entries for key " + Paths.text(List.of(element)));
            }
            step(element, schema.element(), item);
        }
    }

    private static @Nullable String ofElement(Schema schema, @Nullable Object item) {
        if (item == null) {
            return "associative list with keys may not have a null element";
        }
        Map<String, @Nullable Object> fields = Trees.map(item);
        if (fields == null) {
            return "associative list with keys may not have non-map elements";
        }
        for (String key : schema.keys()) {
            if (fields.get(key) == null && schema.keyDefault(key) == null) {
                return "associative list with keys has an element that omits key field " + GoText.quoted(key)
                        + " (and doesn't have default value)";
            }
        }
        return null;
    }

    private static @Nullable String ofScalar(@Nullable Object item) {
        return switch (item) {
            case null -> "associative list without keys has an element that's an explicit null";
            case Map<?, ?> map -> "associative list without keys has an element that's a map type";
            case List<?> list -> "not supported: associative list with lists as elements";
            default -> null;
        };
    }

    private void step(PathElement element, Schema schema, @Nullable Object value) {
        path.add(element);
        look(schema, value);
        path.removeLast();
    }

    private void add(String fault) {
        faults.add(Paths.text(path) + ": " + fault);
    }
}
