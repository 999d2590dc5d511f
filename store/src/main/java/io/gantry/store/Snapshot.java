package io.gantry.store;

import org.jspecify.annotations.Nullable;

/**
 * The whole store as it was at one revision. Immutable, usable from any thread for as long as it is referenced; it
 * needs no closing. What a snapshot shows is durable.
 */
public interface Snapshot<V> {
    long revision();

    @Nullable
    Entry<V> get(String key);

    /** Entries with {@code from <= key < to}, in key order ({@link String#compareTo}). */
    EntryRange<V> range(String from, String to);

    /** Entries whose key starts with {@code prefix}, in key order. */
    EntryRange<V> prefix(String prefix);

    /** Entries whose key starts with {@code prefix} and is at least {@code from}: the rest of a list that goes on. */
    EntryRange<V> prefixFrom(String prefix, String from);

    /** How many entries the whole store has. */
    int size();
}
