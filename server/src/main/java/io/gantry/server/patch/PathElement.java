package io.gantry.server.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One step of a path into an object, as managed fields write it: {@code f:name}, {@code k:{"name":"web"}}, {@code
 * v:"x"} or {@code i:3}. Ordered as structured-merge-diff orders them: fields, keys, values, positions.
 */
public sealed interface PathElement extends Comparable<PathElement> {
    /** A field of an object, or a key of a map. */
    record Field(String name) implements PathElement {}

    /** An element of a list, by the values of its key fields (in the order of their names). */
    record Key(SortedMap<String, Object> fields) implements PathElement {
        public Key {
            fields = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(fields));
        }
    }

    /** An element of a set: a text, number or boolean. */
    record Value(Object value) implements PathElement {}

    /** An element of a list by its position. */
    record Index(int index) implements PathElement {}

    private static int rank(PathElement element) {
        return switch (element) {
            case Field ignored -> 0;
            case Key ignored -> 1;
            case Value ignored -> 2;
            case Index ignored -> 3;
        };
    }

    @Override
    default int compareTo(PathElement other) {
        return switch (this) {
            case Field field when other instanceof Field that -> field.name().compareTo(that.name());
            case Key key when other instanceof Key that -> compareKeys(key, that);
            case Value value when other instanceof Value that -> compareScalars(value.value(), that.value());
            case Index index when other instanceof Index that -> Integer.compare(index.index(), that.index());
            default -> Integer.compare(rank(this), rank(other));
        };
    }

    private static int compareKeys(Key a, Key b) {
        List<String> left = new ArrayList<>(a.fields().keySet());
        List<String> right = new ArrayList<>(b.fields().keySet());
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            int order = left.get(i).compareTo(right.get(i));
            if (order == 0) {
                order = compareScalars(
                        Objects.requireNonNull(a.fields().get(left.get(i))),
                        Objects.requireNonNull(b.fields().get(right.get(i))));
            }
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.size(), right.size());
    }

    private static int compareScalars(Object a, Object b) {
        if (a instanceof Number x && b instanceof Number y) {
            return Double.compare(x.doubleValue(), y.doubleValue());
        }
        if (a instanceof Boolean x && b instanceof Boolean y) {
            return Boolean.compare(x, y);
        }
        if (a instanceof Number != b instanceof Number) {
            return a instanceof Number ? -1 : 1;
        }
        if (a instanceof String != b instanceof String) {
            return a instanceof String ? -1 : 1;
        }
        return a.toString().compareTo(b.toString());
    }
}
