package io.gantry.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A persistent (structure-sharing) sorted map of entries by key: a B+ tree whose nodes are never changed once
 * built.
 *
 * <p>An update copies the nodes on one path, about 1 kB of short-lived garbage at a million entries, and leaves the
 * old tree intact. Everything may be read from any thread without locks.
 *
 * <p>Invariants: every node but the root has {@link #MIN} to {@link #MAX} slots, all leaves are equally deep, an
 * inner node knows the first key of each child and the number of entries below. With leaves two thirds full an
 * entry costs about 7 bytes here beside the entry itself.
 */
final class EntryTree<V> {
    static final int MAX = 32;
    static final int MIN = 12;
    /** How full the nodes of a tree built at once are: room for inserts without splits. */
    private static final int BUILT = 26;

    private static final EntryTree<?> EMPTY = new EntryTree<>(new Leaf<>(emptyEntries()));

    private final Node<V> root;

    private EntryTree(Node<V> root) {
        this.root = root;
    }

    @SuppressWarnings("unchecked") // an empty tree holds no value of any type
    static <V> EntryTree<V> empty() {
        return (EntryTree<V>) EMPTY;
    }

    /** Builds a tree from entries in strictly ascending key order. */
    static <V> EntryTree<V> ofSorted(List<Entry<V>> entries) {
        if (entries.isEmpty()) {
            return empty();
        }
        var parts = parts(entries.size());
        var level = new ArrayList<Node<V>>(parts);
        for (var i = 0; i < parts; i++) {
            var from = (int) ((long) entries.size() * i / parts);
            var to = (int) ((long) entries.size() * (i + 1) / parts);
            level.add(new Leaf<>(entries.subList(from, to).toArray(EntryTree.<V>emptyEntries())));
        }
        while (level.size() > 1) {
            var nodes = level;
            parts = parts(nodes.size());
            level = new ArrayList<>(parts);
            for (var i = 0; i < parts; i++) {
                var from = (int) ((long) nodes.size() * i / parts);
                var to = (int) ((long) nodes.size() * (i + 1) / parts);
                level.add(new Inner<>(nodes.subList(from, to).toArray(EntryTree.<V>emptyNodes())));
            }
        }
        return new EntryTree<>(level.getFirst());
    }

    private static int parts(int slots) {
        return slots <= MAX ? 1 : (slots + BUILT - 1) / BUILT;
    }

    int size() {
        return root.size();
    }

    @Nullable
    Entry<V> get(String key) {
        var node = root;
        while (node instanceof Inner<V> inner) {
            node = inner.children[inner.childOf(key)];
        }
        var leaf = (Leaf<V>) node;
        var index = leaf.search(key);
        return index < 0 ? null : leaf.entries[index];
    }

    EntryTree<V> put(Entry<V> entry) {
        var node = root.put(entry);
        return new EntryTree<>(node.width() > MAX ? new Inner<>(array(node.half(false), node.half(true))) : node);
    }

    /** The tree without the key; itself when it has no such key. */
    EntryTree<V> remove(String key) {
        var node = root.remove(key);
        if (node == root) {
            return this;
        }
        return new EntryTree<>(node instanceof Inner<V> inner && inner.children.length == 1 ? inner.children[0] : node);
    }

    /** How many entries have a key less than {@code key}. */
    int rank(String key) {
        var rank = 0;
        var node = root;
        while (node instanceof Inner<V> inner) {
            var index = inner.childOf(key);
            for (var i = 0; i < index; i++) {
                rank += inner.children[i].size();
            }
            node = inner.children[index];
        }
        var index = ((Leaf<V>) node).search(key);
        return rank + (index < 0 ? -index - 1 : index);
    }

    /** Entries from {@code from} (inclusive) to {@code to} (exclusive; null: to the end). */
    EntryRange<V> range(String from, @Nullable String to) {
        return new TreeRange<>(this, from, to);
    }

    Node<V> root() {
        return root;
    }

    /** Throws when an invariant of the class comment does not hold; for tests. */
    void verify() {
        root.verify(true);
    }

    abstract static sealed class Node<V> {
        /** Entries below. */
        abstract int size();

        /** Slots of this node. */
        abstract int width();

        abstract String firstKey();

        /** The same node with the entry put in; it may be one slot too wide, which the parent repairs. */
        abstract Node<V> put(Entry<V> entry);

        /** The same node without the key, itself if it is not there; it may be too narrow, which the parent repairs. */
        abstract Node<V> remove(String key);

        /** The lower or upper half of the slots. */
        abstract Node<V> half(boolean upper);

        /** This node's slots followed by those of its right neighbour. */
        abstract Node<V> join(Node<V> right);

        /** Checks the invariants and returns the depth. */
        abstract int verify(boolean isRoot);
    }

    static final class Leaf<V> extends Node<V> {
        final Entry<V>[] entries;

        Leaf(Entry<V>[] entries) {
            this.entries = entries;
        }

        /** The index of the key, or {@code -insertionPoint - 1}. */
        int search(String key) {
            var low = 0;
            var high = entries.length - 1;
            while (low <= high) {
                var middle = (low + high) >>> 1;
                var order = entries[middle].key().compareTo(key);
                if (order == 0) {
                    return middle;
                }
                if (order < 0) {
                    low = middle + 1;
                } else {
                    high = middle - 1;
                }
            }
            return -low - 1;
        }

        @Override
        int size() {
            return entries.length;
        }

        @Override
        int width() {
            return entries.length;
        }

        @Override
        String firstKey() {
            return entries[0].key();
        }

        @Override
        Leaf<V> put(Entry<V> entry) {
            var index = search(entry.key());
            if (index >= 0) {
                var replaced = entries.clone();
                replaced[index] = entry;
                return new Leaf<>(replaced);
            }
            var at = -index - 1;
            var longer = Arrays.copyOf(entries, entries.length + 1);
            System.arraycopy(entries, at, longer, at + 1, entries.length - at);
            longer[at] = entry;
            return new Leaf<>(longer);
        }

        @Override
        Leaf<V> remove(String key) {
            var index = search(key);
            if (index < 0) {
                return this;
            }
            var shorter = Arrays.copyOf(entries, entries.length - 1);
            System.arraycopy(entries, index + 1, shorter, index, shorter.length - index);
            return new Leaf<>(shorter);
        }

        @Override
        Leaf<V> half(boolean upper) {
            var middle = entries.length / 2;
            return new Leaf<>(Arrays.copyOfRange(entries, upper ? middle : 0, upper ? entries.length : middle));
        }

        @Override
        Leaf<V> join(Node<V> right) {
            var other = ((Leaf<V>) right).entries;
            var joined = Arrays.copyOf(entries, entries.length + other.length);
            System.arraycopy(other, 0, joined, entries.length, other.length);
            return new Leaf<>(joined);
        }

        @Override
        int verify(boolean isRoot) {
            verifyWidth(entries.length, isRoot ? 0 : MIN);
            for (var i = 1; i < entries.length; i++) {
                if (entries[i - 1].key().compareTo(entries[i].key()) >= 0) {
                    throw new IllegalStateException("leaf out of order at " + entries[i].key());
                }
            }
            return 1;
        }
    }

    static final class Inner<V> extends Node<V> {
        final Node<V>[] children;
        final String[] firstKeys;
        final int size;

        Inner(Node<V>[] children) {
            this.children = children;
            this.firstKeys = new String[children.length];
            var sum = 0;
            for (var i = 0; i < children.length; i++) {
                firstKeys[i] = children[i].firstKey();
                sum += children[i].size();
            }
            this.size = sum;
        }

        private Inner(Node<V>[] children, String[] firstKeys, int size) {
            this.children = children;
            this.firstKeys = firstKeys;
            this.size = size;
        }

        /** The last child that may hold the key. */
        int childOf(String key) {
            var low = 1;
            var high = firstKeys.length - 1;
            while (low <= high) {
                var middle = (low + high) >>> 1;
                if (firstKeys[middle].compareTo(key) <= 0) {
                    low = middle + 1;
                } else {
                    high = middle - 1;
                }
            }
            return low - 1;
        }

        @Override
        int size() {
            return size;
        }

        @Override
        int width() {
            return children.length;
        }

        @Override
        String firstKey() {
            return firstKeys[0];
        }

        @Override
        Inner<V> put(Entry<V> entry) {
            var index = childOf(entry.key());
            var child = children[index].put(entry);
            return child.width() > MAX
                    ? replace(index, index + 1, array(child.half(false), child.half(true)))
                    : replaceOne(index, child);
        }

        @Override
        Inner<V> remove(String key) {
            var index = childOf(key);
            var child = children[index].remove(key);
            if (child == children[index]) {
                return this;
            }
            if (child.width() >= MIN) {
                return replaceOne(index, child);
            }
            // Too narrow: join it with a neighbour, and halve again what became too wide.
            var left = index > 0 ? index - 1 : index;
            var joined = index > 0 ? children[left].join(child) : child.join(children[index + 1]);
            return replace(
                    left,
                    left + 2,
                    joined.width() > MAX ? array(joined.half(false), joined.half(true)) : array(joined));
        }

        private Inner<V> replaceOne(int index, Node<V> child) {
            var nodes = children.clone();
            nodes[index] = child;
            // Most updates leave the first keys alone, so that their array is shared.
            var keys = firstKeys;
            var first = child.firstKey();
            if (!first.equals(keys[index])) {
                keys = keys.clone();
                keys[index] = first;
            }
            return new Inner<>(nodes, keys, size - children[index].size() + child.size());
        }

        /** The node with the children in [from, to) replaced. */
        private Inner<V> replace(int from, int to, Node<V>[] by) {
            var nodes = Arrays.copyOf(children, children.length - (to - from) + by.length);
            System.arraycopy(by, 0, nodes, from, by.length);
            System.arraycopy(children, to, nodes, from + by.length, children.length - to);
            return new Inner<>(nodes);
        }

        @Override
        Inner<V> half(boolean upper) {
            var middle = children.length / 2;
            return new Inner<>(Arrays.copyOfRange(children, upper ? middle : 0, upper ? children.length : middle));
        }

        @Override
        Inner<V> join(Node<V> right) {
            var other = ((Inner<V>) right).children;
            var joined = Arrays.copyOf(children, children.length + other.length);
            System.arraycopy(other, 0, joined, children.length, other.length);
            return new Inner<>(joined);
        }

        @Override
        int verify(boolean isRoot) {
            verifyWidth(children.length, isRoot ? 2 : MIN);
            var depth = children[0].verify(false);
            var sum = children[0].size();
            for (var i = 1; i < children.length; i++) {
                if (children[i].verify(false) != depth) {
                    throw new IllegalStateException("leaves are not equally deep");
                }
                if (lastKey(children[i - 1]).compareTo(firstKeys[i]) >= 0
                        || !firstKeys[i].equals(children[i].firstKey())) {
                    throw new IllegalStateException("children out of order at " + firstKeys[i]);
                }
                sum += children[i].size();
            }
            if (sum != size) {
                throw new IllegalStateException("size is " + size + ", should be " + sum);
            }
            return depth + 1;
        }

        private static <V> String lastKey(Node<V> node) {
            return switch (node) {
                case Leaf<V> leaf -> leaf.entries[leaf.entries.length - 1].key();
                case Inner<V> inner -> lastKey(inner.children[inner.children.length - 1]);
            };
        }
    }

    private static void verifyWidth(int width, int min) {
        if (width < min || width > MAX) {
            throw new IllegalStateException("a node has " + width + " slots");
        }
    }

    private static <V> Node<V>[] array(Node<V> only) {
        var array = Arrays.copyOf(EntryTree.<V>emptyNodes(), 1);
        array[0] = only;
        return array;
    }

    private static <V> Node<V>[] array(Node<V> first, Node<V> second) {
        var array = Arrays.copyOf(EntryTree.<V>emptyNodes(), 2);
        array[0] = first;
        array[1] = second;
        return array;
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // an empty array holds nothing of a wrong type
    private static <V> Entry<V>[] emptyEntries() {
        return new Entry[0];
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // an empty array holds nothing of a wrong type
    private static <V> Node<V>[] emptyNodes() {
        return new Node[0];
    }
}
