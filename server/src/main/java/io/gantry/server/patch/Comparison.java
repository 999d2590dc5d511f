package io.gantry.server.patch;

import io.gantry.api.codec.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What changed from one state of an object to the next.
 *
 * @param added paths that only the new state has, containers included
 * @param modified leaves whose value is another
 * @param removed paths that only the old state had
 */
record Comparison(FieldSet added, FieldSet modified, FieldSet removed) {
    boolean isEmpty() {
        return added.isEmpty() && modified.isEmpty() && removed.isEmpty();
    }

    /** A place that is not there, as opposed to one that holds null. */
    private static final Object ABSENT = new Object();

    static Comparison of(Schema schema, Map<String, @Nullable Object> before, Map<String, @Nullable Object> after) {
        Walk walk = new Walk();
        walk.fields(schema, before, after, walk.added, walk.modified, walk.removed);
        return new Comparison(walk.added.build(), walk.modified.build(), walk.removed.build());
    }

    private static final class Walk {
        final FieldSet.Builder added = new FieldSet.Builder();
        final FieldSet.Builder modified = new FieldSet.Builder();
        final FieldSet.Builder removed = new FieldSet.Builder();
        private final List<PathElement> path = new ArrayList<>();

        private void compare(
                Schema schema,
                @Nullable Object before,
                @Nullable Object after,
                FieldSet.Builder add,
                FieldSet.Builder change,
                FieldSet.Builder remove) {
            boolean had = fits(schema.form(), before);
            boolean has = fits(schema.form(), after);
            // Both without parts are compared as they are, which keeps empty and null apart.
            if ((!had && !has) || ((!had || Trees.empty(before)) && (!has || Trees.empty(after)))) {
                leaf(before, after, add, change, remove);
                return;
            }
            if ((!had && before != null && before != ABSENT) || (!has && after != null && after != ABSENT)) {
                change.insert(); // one has parts and the other is something else: the parts come or go as well
            }
            switch (schema.form()) {
                case STRUCT, MAP -> fields(schema, Trees.map(before), Trees.map(after), add, change, remove);
                case KEYED_LIST, SET -> elements(schema, Trees.list(before), Trees.list(after), add, change, remove);
                case LEAF -> throw new IllegalStateException("has no parts");
            }
            if (before == ABSENT) {
                add.insert();
            } else if (after == ABSENT) {
                remove.insert();
            }
        }

        private static void leaf(
                @Nullable Object before,
                @Nullable Object after,
                FieldSet.Builder add,
                FieldSet.Builder change,
                FieldSet.Builder remove) {
            if (before == ABSENT) {
                add.insert();
            } else if (after == ABSENT) {
                remove.insert();
            } else if (!Tree.same(before, after)) {
                change.insert();
            }
        }

        /** Whether the value has parts of the kind that the schema tells; another one is compared as a whole. */
        private static boolean fits(Schema.Form form, @Nullable Object value) {
            return switch (form) {
                case LEAF -> false;
                case STRUCT, MAP -> value instanceof Map;
                case KEYED_LIST, SET -> value instanceof List;
            };
        }

        void fields(
                Schema schema,
                @Nullable Map<String, @Nullable Object> before,
                @Nullable Map<String, @Nullable Object> after,
                FieldSet.Builder add,
                FieldSet.Builder change,
                FieldSet.Builder remove) {
            Map<String, @Nullable Object> old = before == null ? Map.of() : before;
            Map<String, @Nullable Object> now = after == null ? Map.of() : after;
            Set<String> names = new LinkedHashSet<>(now.keySet());
            names.addAll(old.keySet());
            for (String name : names) {
                Schema next = schema.field(name);
                if (next == null) {
                    continue; // not part of the type: pruned before it is stored
                }
                step(
                        new PathElement.Field(name),
                        next,
                        old.containsKey(name) ? old.get(name) : ABSENT,
                        now.containsKey(name) ? now.get(name) : ABSENT,
                        add,
                        change,
                        remove);
            }
        }

        private void elements(
                Schema schema,
                @Nullable List<@Nullable Object> before,
                @Nullable List<@Nullable Object> after,
                FieldSet.Builder add,
                FieldSet.Builder change,
                FieldSet.Builder remove) {
            Map<PathElement, @Nullable Object> old = byElement(schema, before);
            Map<PathElement, @Nullable Object> now = byElement(schema, after);
            Set<PathElement> elements = new LinkedHashSet<>(now.keySet());
            elements.addAll(old.keySet());
            for (PathElement element : elements) {
                step(
                        element,
                        schema.element(),
                        old.containsKey(element) ? old.get(element) : ABSENT,
                        now.containsKey(element) ? now.get(element) : ABSENT,
                        add,
                        change,
                        remove);
            }
        }

        /** Of elements with equal keys the last one counts; validation refuses them elsewhere. */
        private Map<PathElement, @Nullable Object> byElement(Schema schema, @Nullable List<@Nullable Object> list) {
            Map<PathElement, @Nullable Object> result = new LinkedHashMap<>();
            if (list != null) {
                for (Object item : list) {
                    result.put(Trees.elementOf(schema, item, path), item);
                }
            }
            return result;
        }

        private void step(
                PathElement element,
                Schema schema,
                @Nullable Object before,
                @Nullable Object after,
                FieldSet.Builder add,
                FieldSet.Builder change,
                FieldSet.Builder remove) {
            if (before == after || Tree.same(before, after)) {
                return; // most of an object is as it was: nothing is built for it
            }
            path.add(element);
            compare(schema, before, after, add.child(element), change.child(element), remove.child(element));
            path.removeLast();
        }
    }
}
