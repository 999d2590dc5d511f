package io.gantry.api.types;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An immutable map with string keys, iterated in the order of its keys (by UTF-16 unit, as JSON and tables show them).
 *
 * <p>Keys and values lie in one array, found by binary search: an eighth of the memory of a hash map for the few labels
 * that objects carry.
 */
public final class StringMap<V> extends AbstractMap<String, V> {
    private static final StringMap<?> EMPTY = new StringMap<>(new Object[0]);

    /** key, value, key, value... in ascending order of the keys. */
    private final Object[] entries;

    private StringMap(Object[] entries) {
        this.entries = entries;
    }

    @SuppressWarnings("unchecked") // no value is ever read from it
    public static <V> StringMap<V> empty() {
        return (StringMap<V>) EMPTY;
    }

    /** Null keys and values are refused. */
    public static <V> StringMap<V> copyOf(Map<String, V> map) {
        if (map instanceof StringMap<V> already) {
            return already;
        }
        if (map.isEmpty()) {
            return empty();
        }
        @SuppressWarnings({"unchecked", "rawtypes"})
        Map.Entry<String, V>[] sorted = map.entrySet().toArray(new Map.Entry[0]);
        Arrays.sort(sorted, (one, other) -> one.getKey().compareTo(other.getKey()));
        Object[] entries = new Object[sorted.length * 2];
        for (int i = 0; i < sorted.length; i++) {
            entries[2 * i] = Objects.requireNonNull(sorted[i].getKey());
            entries[2 * i + 1] = Objects.requireNonNull(sorted[i].getValue());
        }
        return new StringMap<>(entries);
    }

    /**
     * Takes over an array of alternating keys and values. Of equal keys the last one wins, as in JSON.
     *
     * @param entries need not be sorted; the caller must not use it afterwards
     */
    public static <V> StringMap<V> ofOwned(Object[] entries) {
        if (entries.length == 0) {
            return empty();
        }
        boolean ascending = true;
        for (int i = 2; i < entries.length && ascending; i += 2) {
            ascending = ((String) entries[i - 2]).compareTo((String) entries[i]) < 0;
        }
        return new StringMap<>(ascending ? entries : sorted(entries));
    }

    /** An insertion sort: maps are small, and mostly sorted when they arrive. */
    private static Object[] sorted(Object[] entries) {
        if (entries.length > 128) {
            java.util.TreeMap<String, Object> tree = new java.util.TreeMap<>();
            for (int i = 0; i < entries.length; i += 2) {
                tree.put((String) entries[i], entries[i + 1]);
            }
            Object[] result = new Object[tree.size() * 2];
            int at = 0;
            for (Map.Entry<String, Object> entry : tree.entrySet()) {
                result[at++] = entry.getKey();
                result[at++] = entry.getValue();
            }
            return result;
        }
        int used = 0;
        for (int i = 0; i < entries.length; i += 2) {
            String key = (String) entries[i];
            Object value = entries[i + 1];
            int at = used;
            while (at > 0 && ((String) entries[at - 2]).compareTo(key) > 0) {
                at -= 2;
            }
            if (at > 0 && entries[at - 2].equals(key)) {
                entries[at - 1] = value;
                continue;
            }
            System.arraycopy(entries, at, entries, at + 2, used - at);
            entries[at] = key;
            entries[at + 1] = value;
            used += 2;
        }
        return used == entries.length ? entries : Arrays.copyOf(entries, used);
    }

    private int find(Object key) {
        if (!(key instanceof String name)) {
            return -1;
        }
        int low = 0;
        int high = entries.length / 2 - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = ((String) entries[2 * middle]).compareTo(name);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    @Override
    public int size() {
        return entries.length / 2;
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return key != null && find(key) >= 0;
    }

    @Override
    @SuppressWarnings("unchecked") // values stand at odd places
    public @Nullable V get(@Nullable Object key) {
        int at = key == null ? -1 : find(key);
        return at < 0 ? null : (V) entries[2 * at + 1];
    }

    /** The key at a position in the order of the keys. */
    public String keyAt(int index) {
        return (String) entries[2 * index];
    }

    /** The value at a position in the order of the keys. */
    @SuppressWarnings("unchecked") // values stand at odd places
    public V valueAt(int index) {
        return (V) entries[2 * index + 1];
    }

    @Override
    public Set<Map.Entry<String, V>> entrySet() {
        return new Entries();
    }

    private final class Entries extends AbstractSet<Map.Entry<String, V>> {
        @Override
        public int size() {
            return StringMap.this.size();
        }

        @Override
        public Iterator<Map.Entry<String, V>> iterator() {
            return new Iterator<>() {
                private int next;

                @Override
                public boolean hasNext() {
                    return next < size();
                }

                @Override
                public Map.Entry<String, V> next() {
                    if (next >= size()) {
                        throw new NoSuchElementException();
                    }
                    int at = next++;
                    return Map.entry(keyAt(at), valueAt(at));
                }
            };
        }
    }

    /** The keys in order. */
    public List<String> keys() {
        String[] keys = new String[size()];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = keyAt(i);
        }
        return List.of(keys);
    }
}
