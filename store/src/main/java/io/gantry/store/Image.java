package io.gantry.store;

import org.jspecify.annotations.Nullable;

/** A committed state: what {@link Snapshot} shows. */
record Image<V>(long revision, EntryTree<V> tree) implements Snapshot<V> {
    @Override
    public @Nullable Entry<V> get(String key) {
        return tree.get(key);
    }

    @Override
    public EntryRange<V> range(String from, String to) {
        return tree.range(from, to);
    }

    @Override
    public EntryRange<V> prefix(String prefix) {
        return tree.range(prefix, afterPrefix(prefix));
    }

    @Override
    public EntryRange<V> prefixFrom(String prefix, String from) {
        return tree.range(from.compareTo(prefix) < 0 ? prefix : from, afterPrefix(prefix));
    }

    @Override
    public int size() {
        return tree.size();
    }

    /** The state after {@code change}, as part of a transaction at {@code revision}. */
    static <V> EntryTree<V> apply(EntryTree<V> tree, Change<V> change) {
        var after = change.after();
        return after == null ? tree.remove(change.key()) : tree.put(after);
    }

    /** The least string greater than all that start with {@code prefix}; null when there is none. */
    private static @Nullable String afterPrefix(String prefix) {
        var end = prefix.length();
        while (end > 0 && prefix.charAt(end - 1) == Character.MAX_VALUE) {
            end--;
        }
        return end == 0 ? null : prefix.substring(0, end - 1) + (char) (prefix.charAt(end - 1) + 1);
    }

    @Override
    public String toString() {
        return "Snapshot[revision=" + revision + ", size=" + size() + "]";
    }
}
