package io.gantry.store;

import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import org.jspecify.annotations.Nullable;

/** A range of one {@link EntryTree}. */
final class TreeRange<V> implements EntryRange<V> {
    private final EntryTree<V> tree;
    private final String from;
    private final @Nullable String to;

    TreeRange(EntryTree<V> tree, String from, @Nullable String to) {
        this.tree = tree;
        this.from = from;
        this.to = to;
    }

    @Override
    public int size() {
        var end = to == null ? tree.size() : tree.rank(to);
        return Math.max(0, end - tree.rank(from));
    }

    @Override
    public boolean isEmpty() {
        return !iterator().hasNext();
    }

    @Override
    public Iterator<Entry<V>> iterator() {
        return new Cursor<>(tree.root(), from, to);
    }

    @Override
    public Spliterator<Entry<V>> spliterator() {
        return Spliterators.spliterator(
                iterator(),
                size(),
                Spliterator.ORDERED | Spliterator.DISTINCT | Spliterator.IMMUTABLE | Spliterator.NONNULL);
    }

    /** Walks the leaves from left to right, remembering the way down. */
    private static final class Cursor<V> implements Iterator<Entry<V>> {
        private final @Nullable String to;
        /** The inner nodes above the leaf and the child taken in each. */
        private EntryTree.Inner<?>[] path = new EntryTree.Inner<?>[8];

        private int[] taken = new int[8];
        private int depth;
        private Entry<V>[] leaf;
        private int index;

        Cursor(EntryTree.Node<V> root, String from, @Nullable String to) {
            this.to = to;
            var node = root;
            while (node instanceof EntryTree.Inner<V> inner) {
                var child = inner.childOf(from);
                push(inner, child);
                node = inner.children[child];
            }
            var first = (EntryTree.Leaf<V>) node;
            leaf = first.entries;
            var found = first.search(from);
            index = found < 0 ? -found - 1 : found;
            settle();
        }

        @Override
        public boolean hasNext() {
            return index < leaf.length;
        }

        @Override
        public Entry<V> next() {
            if (index >= leaf.length) {
                throw new NoSuchElementException();
            }
            var entry = leaf[index++];
            settle();
            return entry;
        }

        /** Moves to the next leaf when this one is used up, and makes the end of the range the end of the leaf. */
        private void settle() {
            if (index == leaf.length) {
                nextLeaf();
            }
            if (to != null && index < leaf.length && leaf[index].key().compareTo(to) >= 0) {
                depth = 0;
                index = leaf.length;
            }
        }

        @SuppressWarnings("unchecked") // only nodes of this tree are pushed
        private void nextLeaf() {
            while (depth > 0) {
                var parent = (EntryTree.Inner<V>) path[depth - 1];
                var child = ++taken[depth - 1];
                if (child < parent.children.length) {
                    var node = parent.children[child];
                    while (node instanceof EntryTree.Inner<V> inner) {
                        push(inner, 0);
                        node = inner.children[0];
                    }
                    leaf = ((EntryTree.Leaf<V>) node).entries;
                    index = 0;
                    return;
                }
                depth--;
            }
        }

        private void push(EntryTree.Inner<V> inner, int child) {
            if (depth == path.length) {
                path = Arrays.copyOf(path, depth * 2);
                taken = Arrays.copyOf(taken, depth * 2);
            }
            path[depth] = inner;
            taken[depth++] = child;
        }
    }
}
