package io.gantry.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The recent changes under one prefix, shared by all watchers of it.
 *
 * <p>Changes have sequence numbers from 0 in this log and lie in blocks; the oldest block is dropped when the log
 * is full. Only the commit path appends and drops (one thread at a time); any thread reads without locks: it reads
 * {@link #end} first, then {@link #blocks}, and takes a missing block for "too old".
 *
 * <p>Invariant: every change under the prefix with a revision greater than {@code blocks.floor} and up to the
 * store's published revision is in the log.
 */
final class ChangeLog<V> {
    static final int BLOCK = 128;

    /** @param floor the revision of the newest change that was dropped or came before the log */
    private record Blocks<V>(long firstSequence, long floor, List<Block<V>> list) {}

    private static final class Block<V> {
        final AtomicReferenceArray<Change<V>> changes = new AtomicReferenceArray<>(BLOCK);
        volatile long lastAppendNanos;
    }

    private final String prefix;
    private final int capacity;
    private volatile Blocks<V> blocks;
    /** The sequence number after the newest change. */
    private volatile long end;
    /** The notifier has woken everybody for changes before this sequence number. */
    private volatile long notified;

    /** By the name under which they are woken. */
    private final ConcurrentHashMap<String, Set<LogWatcher<V>>> watchers = new ConcurrentHashMap<>();

    ChangeLog(String prefix, long floor, int capacity) {
        this.prefix = prefix;
        this.capacity = capacity;
        this.blocks = new Blocks<>(0, floor, List.of());
    }

    String prefix() {
        return prefix;
    }

    long end() {
        return end;
    }

    long notified() {
        return notified;
    }

    void setNotified(long sequence) {
        notified = sequence;
    }

    /** Everything after this revision is here. */
    long floor() {
        return blocks.floor;
    }

    void append(Change<V> change, long nanoTime) {
        var sequence = end;
        var offset = (int) (sequence % BLOCK);
        var current = blocks;
        if (offset == 0) {
            var list = new ArrayList<>(current.list);
            list.add(new Block<>());
            current = new Blocks<>(current.firstSequence, current.floor, List.copyOf(list));
            blocks = current;
        }
        var block = current.list.getLast();
        block.changes.set(offset, change);
        block.lastAppendNanos = nanoTime;
        end = sequence + 1;
        if (sequence + 1 - current.firstSequence >= capacity + BLOCK) {
            dropBlocks(1, current.floor);
        }
    }

    /** The change with this sequence number, which is less than an {@link #end} seen before; null when dropped. */
    @Nullable
    Change<V> get(long sequence) {
        var current = blocks;
        var distance = sequence - current.firstSequence;
        return distance < 0
                ? null
                : current.list.get((int) (distance / BLOCK)).changes.getAcquire((int) (distance % BLOCK));
    }

    /** The sequence number of the first change after {@code revision}; throws when such changes have been dropped. */
    long firstAfter(long revision) {
        var limit = end;
        var current = blocks;
        if (revision < current.floor) {
            throw new CompactedException(revision, current.floor);
        }
        var low = current.firstSequence;
        var high = limit;
        while (low < high) {
            var middle = (low + high) >>> 1;
            var distance = middle - current.firstSequence;
            var change = current.list.get((int) (distance / BLOCK)).changes.getAcquire((int) (distance % BLOCK));
            if (change.revision() <= revision) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Drops full blocks whose newest change is older than {@code maxAgeNanos}. */
    void dropOlderThan(long nanoTime, long maxAgeNanos) {
        var list = blocks.list;
        var count = 0;
        while (count < fullBlocks() && nanoTime - list.get(count).lastAppendNanos > maxAgeNanos) {
            count++;
        }
        dropBlocks(count, blocks.floor);
    }

    /** Forgets the changes up to {@code revision}: at once for new watchers, block by block for the memory. */
    void compact(long revision) {
        var list = blocks.list;
        var count = 0;
        while (count < fullBlocks() && list.get(count).changes.get(BLOCK - 1).revision() <= revision) {
            count++;
        }
        dropBlocks(count, Math.max(blocks.floor, revision));
    }

    private int fullBlocks() {
        return (int) ((end - blocks.firstSequence) / BLOCK);
    }

    private void dropBlocks(int count, long floor) {
        var current = blocks;
        if (count == 0 && floor == current.floor) {
            return;
        }
        var newFloor = floor;
        if (count > 0) {
            var newest = current.list.get(count - 1).changes.get(BLOCK - 1);
            newFloor = Math.max(floor, newest.revision());
        }
        blocks = new Blocks<>(
                current.firstSequence + (long) count * BLOCK,
                newFloor,
                List.copyOf(current.list.subList(count, current.list.size())));
    }

    void subscribe(LogWatcher<V> watcher) {
        watchers.compute(watcher.wakeup(), (name, set) -> {
            var members = set == null ? ConcurrentHashMap.<LogWatcher<V>>newKeySet() : set;
            members.add(watcher);
            return members;
        });
    }

    void unsubscribe(LogWatcher<V> watcher) {
        watchers.computeIfPresent(watcher.wakeup(), (name, set) -> {
            set.remove(watcher);
            return set.isEmpty() ? null : set;
        });
    }

    boolean hasWatchers() {
        return !watchers.isEmpty();
    }

    /** Wakes the watchers that may want the change: of the directories above its key, and of its topics. */
    void signal(long sequence, Change<V> change, ValueCodec<V> codec) {
        var key = change.key();
        signal(prefix, sequence);
        for (var slash = key.indexOf('/', prefix.length()); slash >= 0; slash = key.indexOf('/', slash + 1)) {
            signal(key.substring(0, slash + 1), sequence);
        }
        var before =
                change.before() == null ? null : codec.topic(change.before().value());
        var after = change.after() == null ? null : codec.topic(change.after().value());
        if (before != null) {
            signal(topicWakeup(before), sequence);
        }
        if (after != null && !after.equals(before)) {
            signal(topicWakeup(after), sequence);
        }
    }

    /** Should a key begin with this character after all, a watcher is woken once too often. */
    static String topicWakeup(String topic) {
        return "\0" + topic;
    }

    void forEachWatcher(Consumer<LogWatcher<V>> action) {
        watchers.values().forEach(set -> set.forEach(action));
    }

    private void signal(String name, long sequence) {
        var set = watchers.get(name);
        if (set != null) {
            for (var watcher : set) {
                watcher.signal(sequence);
            }
        }
    }
}
