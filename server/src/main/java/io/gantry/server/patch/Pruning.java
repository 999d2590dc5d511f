package io.gantry.server.patch;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What goes when a manager applies a configuration: the fields that it applied the last time, does not apply now, and that nobody
 * else owns; with a struct's field, map's entry or list's element goes all that is in it and is nobody's. In three steps, as
 * Kubernetes' structured merge has them. Pure.
 */
final class Pruning {
    private Pruning() {}

    /**
     * The object after an apply.
     *
     * @param merged the object with the new configuration laid over it
     * @param last what the manager owned before
     * @param owned what anybody owns, by the new configuration too
     */
    static Map<String, @Nullable Object> prune(
            Schema schema, Map<String, @Nullable Object> merged, FieldSet last, FieldSet owned) {
        if (last.difference(owned).isEmpty()) {
            return merged;
        }
        FieldSet whatWas = FieldSets.withNamedFields(schema, last);
        FieldSet all = FieldSets.withNamedFields(schema, FieldSets.of(schema, merged));
        FieldSet without = left(schema, TypedMerge.remove(schema, merged, whatWas));
        // What is owned comes back, and with it the containers around it...
        FieldSet unowned = all.difference(without.union(FieldSets.withNamedFields(schema, owned)));
        FieldSet withOwned = left(schema, TypedMerge.remove(schema, merged, unowned));
        // ...and of the rest only goes what was this manager's.
        return TypedMerge.remove(schema, merged, all.difference(withOwned).intersection(whatWas));
    }

    private static FieldSet left(Schema schema, Map<String, @Nullable Object> object) {
        return FieldSets.withNamedFields(schema, FieldSets.of(schema, object));
    }
}
