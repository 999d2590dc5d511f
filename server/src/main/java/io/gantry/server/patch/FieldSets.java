package io.gantry.server.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The set of fields that an applied configuration names: what its manager comes to own. */
final class FieldSets {
    private FieldSets() {}

    static FieldSet of(Schema schema, Map<String, @Nullable Object> object) {
        FieldSet.Builder builder = new FieldSet.Builder();
        walk(schema, object, builder, new ArrayList<>());
        return builder.build();
    }

    private static void walk(Schema schema, @Nullable Object value, FieldSet.Builder set, List<PathElement> path) {
        switch (schema.form()) {
            case LEAF -> set.insert();
            case STRUCT, MAP -> {
                Map<String, @Nullable Object> map = Trees.map(value);
                if (map == null) {
                    set.insert();
                    return;
                }
                map.forEach((name, item) -> {
                    PathElement step = new PathElement.Field(name);
                    Schema next = schema.field(name);
                    FieldSet.Builder child = set.child(step);
                    path.add(step);
                    if (next == null) {
                        child.insert();
                    } else {
                        walk(next, item, child, path);
                        // An empty list of elements is nobody's, an empty map its writer's.
                        if (!schema.declares(name) || item == null || Map.of().equals(item)) {
                            child.insert();
                        }
                    }
                    path.removeLast();
                });
            }
            case KEYED_LIST, SET -> {
                List<@Nullable Object> list = Trees.list(value);
                if (list == null) {
                    set.insert();
                    return;
                }
                for (Object item : list) {
                    PathElement step = Trees.elementOf(schema, item, path);
                    FieldSet.Builder child = set.child(step);
                    path.add(step);
                    walk(schema.element(), item, child, path);
                    child.insert();
                    path.removeLast();
                }
            }
        }
    }

    /**
     * The set with every field of a struct under which it has paths. A struct's fields are part of it: they are not owned for
     * what is in them, but go when that has gone.
     */
    static FieldSet withNamedFields(Schema schema, FieldSet set) {
        if (!set.hasChildren()) {
            return set;
        }
        TreeMap<PathElement, FieldSet> children = new TreeMap<>();
        set.children().forEach((step, child) -> {
            Schema next = step instanceof PathElement.Field(String name) ? schema.field(name) : schema.element();
            FieldSet below = next == null ? child : withNamedFields(next, child);
            boolean named =
                    step instanceof PathElement.Field(String name) && below.hasChildren() && schema.declares(name);
            children.put(step, named ? below.withMember() : below);
        });
        return FieldSet.of(set.member(), children);
    }
}
