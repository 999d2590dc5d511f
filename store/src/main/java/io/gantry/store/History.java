package io.gantry.store;

import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The recent images, so that a list can go on where it began. One image is kept per group of transactions that shared a
 * flush; a revision inside a group is rebuilt from the image before the group and the group's changes.
 *
 * <p>One thread at a time changes it, any thread reads it without locks. Bounded by number of changes and by age.
 */
final class History<V> {
    private record Group<V>(Image<V> before, Image<V> after, List<Change<V>> changes, long nanoTime) {}

    /** By the revision of {@code after}. */
    private final ConcurrentSkipListMap<Long, Group<V>> groups = new ConcurrentSkipListMap<>();

    private final int maxChanges;
    private final long maxAgeNanos;
    private volatile Image<V> newest;
    /** Nothing older is given out. */
    private volatile long floor;

    private int changes;

    History(Image<V> base, StoreOptions options) {
        this.newest = base;
        this.floor = base.revision();
        this.maxChanges = options.historyChanges();
        this.maxAgeNanos = options.historyAge().toNanos();
    }

    void add(Image<V> image, List<Change<V>> groupChanges, long nanoTime) {
        groups.put(image.revision(), new Group<>(newest, image, groupChanges, nanoTime));
        newest = image;
        changes += groupChanges.size();
        dropOld(nanoTime);
    }

    /** The state at a revision that the store has reached. */
    Image<V> at(long revision) {
        var latest = newest;
        if (revision == latest.revision()) {
            return latest;
        }
        var found = groups.ceilingEntry(revision);
        if (revision < floor || found == null) {
            throw new CompactedException(revision, floor);
        }
        var group = found.getValue();
        if (group.before.revision() > revision) {
            throw new CompactedException(revision, floor);
        }
        return group.after.revision() == revision ? group.after : rebuild(group, revision);
    }

    private static <V> Image<V> rebuild(Group<V> group, long revision) {
        var tree = group.before.tree();
        for (var change : group.changes) {
            if (change.revision() > revision) {
                break;
            }
            tree = Image.apply(tree, change);
        }
        return new Image<>(revision, tree);
    }

    long oldest() {
        return floor;
    }

    /** Forgets the states below {@code revision}. */
    void compact(long revision) {
        floor = Math.max(floor, revision);
        groups.headMap(revision, false).values().removeIf(group -> {
            changes -= group.changes.size();
            return true;
        });
    }

    void dropOld(long nanoTime) {
        for (var first = groups.firstEntry(); first != null; first = groups.firstEntry()) {
            var group = first.getValue();
            if (changes <= maxChanges && nanoTime - group.nanoTime <= maxAgeNanos) {
                return;
            }
            floor = Math.max(floor, group.after.revision());
            groups.remove(first.getKey());
            changes -= group.changes.size();
        }
    }
}
