package io.gantry.store;

/**
 * A snapshot and exactly the changes after it.
 *
 * @param watcher owned by the caller, who closes it
 */
public record SnapshotAndWatch<V>(Snapshot<V> snapshot, Watcher<V> watcher) {}
