package io.gantry.server.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A set of paths into an object: what one manager owns, or what a change touched. A path may be in the set, have longer
 * paths in the set, or both. Immutable; {@link Builder} makes one.
 */
public final class FieldSet {
    public static final FieldSet EMPTY = new FieldSet(false, new TreeMap<>());

    /** Whether the path that leads here is in the set. */
    private final boolean member;

    private final SortedMap<PathElement, FieldSet> children;

    private FieldSet(boolean member, SortedMap<PathElement, FieldSet> children) {
        this.member = member;
        this.children = children;
    }

    static FieldSet of(boolean member, SortedMap<PathElement, FieldSet> children) {
        return !member && children.isEmpty() ? EMPTY : new FieldSet(member, children);
    }

    public boolean isEmpty() {
        return !member && children.isEmpty();
    }

    /** Whether the path that leads here is in the set. */
    public boolean member() {
        return member;
    }

    /** The set with the path that leads here. */
    FieldSet withMember() {
        return member ? this : new FieldSet(true, children);
    }

    public boolean hasChildren() {
        return !children.isEmpty();
    }

    /** What lies one step further; nothing of it may be changed. */
    public Map<PathElement, FieldSet> children() {
        return java.util.Collections.unmodifiableSortedMap(children);
    }

    public FieldSet child(PathElement element) {
        FieldSet child = children.get(element);
        return child == null ? EMPTY : child;
    }

    public boolean contains(List<PathElement> path) {
        FieldSet at = this;
        for (PathElement element : path) {
            at = at.child(element);
        }
        return at.member;
    }

    @SuppressWarnings("ReferenceEquality") // a shortcut; equal sets are merged to the same result
    public FieldSet union(FieldSet other) {
        if (isEmpty()) {
            return other;
        }
        if (other.isEmpty() || other == this) {
            return this;
        }
        TreeMap<PathElement, FieldSet> merged = new TreeMap<>(children);
        other.children.forEach((element, set) -> merged.merge(element, set, FieldSet::union));
        return of(member || other.member, merged);
    }

    public FieldSet intersection(FieldSet other) {
        if (isEmpty() || other.isEmpty()) {
            return EMPTY;
        }
        TreeMap<PathElement, FieldSet> common = new TreeMap<>();
        children.forEach((element, set) -> {
            FieldSet both = set.intersection(other.child(element));
            if (!both.isEmpty()) {
                common.put(element, both);
            }
        });
        return of(member && other.member, common);
    }

    /** The paths of this set that the other does not have; this set itself when that is all of them. */
    @SuppressWarnings("ReferenceEquality") // a shortcut, and whether anything has gone
    public FieldSet difference(FieldSet other) {
        if (isEmpty() || other.isEmpty()) {
            return this;
        }
        if (other == this) {
            return EMPTY;
        }
        TreeMap<PathElement, FieldSet> left = new TreeMap<>();
        boolean all = !member || !other.member;
        for (Map.Entry<PathElement, FieldSet> child : children.entrySet()) {
            FieldSet rest = child.getValue().difference(other.child(child.getKey()));
            all &= rest == child.getValue();
            if (!rest.isEmpty()) {
                left.put(child.getKey(), rest);
            }
        }
        return all ? this : of(member && !other.member, left);
    }

    /** The paths of this set that neither are in the other nor begin with one of its paths. */
    public FieldSet recursiveDifference(FieldSet other) {
        if (other.member) {
            return EMPTY;
        }
        if (isEmpty() || other.isEmpty()) {
            return this;
        }
        TreeMap<PathElement, FieldSet> left = new TreeMap<>();
        children.forEach((element, set) -> {
            FieldSet rest = set.recursiveDifference(other.child(element));
            if (!rest.isEmpty()) {
                left.put(element, rest);
            }
        });
        return of(member, left);
    }

    /** Calls with every path of the set, in order. The list is the caller's. */
    public void forEach(Consumer<List<PathElement>> action) {
        forEach(new ArrayList<>(), action);
    }

    private void forEach(List<PathElement> prefix, Consumer<List<PathElement>> action) {
        if (member) {
            action.accept(List.copyOf(prefix));
        }
        children.forEach((element, set) -> {
            prefix.addLast(element);
            set.forEach(prefix, action);
            prefix.removeLast();
        });
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other == this
                || (other instanceof FieldSet that && member == that.member && children.equals(that.children));
    }

    @Override
    public int hashCode() {
        return children.hashCode() * 2 + (member ? 1 : 0);
    }

    @Override
    public String toString() {
        List<String> paths = new ArrayList<>();
        forEach(path -> paths.add(Paths.text(path)));
        return paths.toString();
    }

    /** A set that grows; not thread-safe. */
    public static final class Builder {
        private boolean member;
        private final TreeMap<PathElement, Builder> children = new TreeMap<>();

        /** The builder of what lies one step further. */
        public Builder child(PathElement element) {
            return children.computeIfAbsent(element, absent -> new Builder());
        }

        /** Puts the path that leads here into the set. */
        public void insert() {
            member = true;
        }

        public FieldSet build() {
            TreeMap<PathElement, FieldSet> built = new TreeMap<>();
            children.forEach((element, builder) -> {
                FieldSet set = builder.build();
                if (!set.isEmpty()) {
                    built.put(element, set);
                }
            });
            return of(member, built);
        }
    }
}
