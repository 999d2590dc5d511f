package io.gantry.store;

import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Entries of a snapshot in key order. Iterating is lazy and may be repeated; counting walks no entries. */
public interface EntryRange<V> extends Iterable<Entry<V>> {
    /** How many entries there are; takes logarithmic time. */
    int size();

    default boolean isEmpty() {
        return size() == 0;
    }

    default Stream<Entry<V>> stream() {
        return StreamSupport.stream(spliterator(), false);
    }
}
