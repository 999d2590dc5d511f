package io.gantry.testkit.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.codec.Tree;
import io.gantry.testkit.coverage.Endpoint.Answer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks into trees of objects. */
final class Trees {
    private Trees() {}

    /** The value at a path such as {@code metadata.name}, list elements by their number; null when there is none. */
    static @Nullable Object at(@Nullable Object tree, String path) {
        Object value = tree;
        for (String step : path.split("\\.", -1)) {
            value = switch (value) {
                case List<?> list when Integer.parseInt(step) < list.size() -> list.get(Integer.parseInt(step));
                case Map<?, ?> map -> map.get(step);
                case null, default -> null;
            };
        }
        return value;
    }

    static String text(@Nullable Object tree, String path) {
        return at(tree, path) instanceof String text ? text : "";
    }

    static List<?> list(@Nullable Object tree, String path) {
        return at(tree, path) instanceof List<?> list ? list : List.of();
    }

    /** The object that an answer holds, when it has this code and came in this form. */
    static Map<String, Object> tree(Answer answer, int code, Form form) {
        assertThat(answer.code()).as(answer::text).isEqualTo(code);
        assertThat(answer.type()).startsWith(form.mediaType());
        return form.tree(answer.body());
    }

    /** The metadata of an object, to be changed. */
    static Map<String, Object> metadata(Map<String, Object> object) {
        return Tree.object(object.get("metadata"));
    }

    /** A map of this one entry, to be changed. */
    static Map<String, Object> map(String key, @Nullable Object value) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(key, value);
        return map;
    }

    /** Fails unless all that was given is there, with whatever the server adds. */
    static void assertHolds(@Nullable Object has, @Nullable Object given) {
        assertHolds("", has, given);
    }

    private static void assertHolds(String path, @Nullable Object has, @Nullable Object given) {
        switch (given) {
            case Map<?, ?> fields
            when has instanceof Map<?, ?> map ->
                fields.forEach((name, value) -> assertHolds(path + "." + name, map.get(name), value));
            case List<?> elements
            when has instanceof List<?> list && list.size() == elements.size() -> {
                for (int i = 0; i < elements.size(); i++) {
                    assertHolds(path + "[" + i + "]", list.get(i), elements.get(i));
                }
            }
            case List<?> elements
            when has instanceof List<?> list && keyed(elements) -> {
                for (Object element : elements) {
                    Object type = at(element, "type");
                    Object same = list.stream()
                            .filter(each -> type.equals(at(each, "type")))
                            .findFirst()
                            .orElse(null);
                    assertHolds(path + "[" + type + "]", same, element);
                }
            }
            case null, default -> {
                if (!Tree.same(has, given)) {
                    throw new AssertionError(path + " was given as " + given + " and is " + has);
                }
            }
        }
    }

    /** Lists such as those of conditions, to which others may add. */
    private static boolean keyed(List<?> elements) {
        return !elements.isEmpty() && elements.stream().allMatch(element -> at(element, "type") != null);
    }

    /** Fails unless both are the same. */
    static void assertSame(@Nullable Object has, @Nullable Object wanted) {
        if (!Tree.same(has, wanted)) {
            throw new AssertionError("wanted " + wanted + "\n   but has " + has);
        }
    }
}
