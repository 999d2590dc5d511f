package io.gantry.server.cel;

import dev.cel.common.values.NullValue;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Trees as values of the language without a type: what JSON has, under its own names. Pure. */
public final class DynamicValues {
    /** The fields of a namespace that expressions see as points in time. */
    private static final Set<String> TIMES = Set.of("creationTimestamp", "deletionTimestamp", "lastTransitionTime");

    private DynamicValues() {}

    /** @param tree null for the language's null */
    public static Object of(@Nullable Object tree) {
        return switch (tree) {
            case null -> NullValue.NULL_VALUE;
            case Map<?, ?> map -> {
                Map<Object, Object> all = LinkedHashMap.newLinkedHashMap(map.size());
                map.forEach((name, each) -> all.put(name, of(each)));
                yield all;
            }
            case List<?> list -> {
                List<Object> all = new ArrayList<>(list.size());
                list.forEach(each -> all.add(of(each)));
                yield all;
            }
            case Integer number -> number.longValue();
            default -> tree;
        };
    }

    /** Whether an expression came to null. */
    public static boolean isNull(Object value) {
        return value instanceof NullValue;
    }

    /** The tree of a namespace as the value that {@code namespaceObject}'s type describes. */
    public static Object ofNamespace(Map<String, ?> tree) {
        Map<Object, Object> namespace = new LinkedHashMap<>();
        for (String part : List.of("metadata", "spec", "status")) {
            if (tree.get(part) instanceof Map<?, ?> fields) {
                namespace.put(part, typed(fields));
            }
        }
        return namespace;
    }

    private static Object typed(Object tree) {
        return switch (tree) {
            case Map<?, ?> map -> {
                Map<Object, Object> all = new LinkedHashMap<>();
                map.forEach((name, each) -> all.put(
                        name.equals("uid") ? "UID" : name,
                        name instanceof String field && TIMES.contains(field) && each instanceof String text
                                ? time(text)
                                : typed(each)));
                yield all;
            }
            case List<?> list -> list.stream().map(DynamicValues::typed).toList();
            default -> of(tree);
        };
    }

    /** A text that is no time stays a text: a label may be called like a field. */
    private static Object time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            return text;
        }
    }
}
