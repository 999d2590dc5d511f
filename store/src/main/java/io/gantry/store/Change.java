package io.gantry.store;

import org.jspecify.annotations.Nullable;

/**
 * What one write did to one key: a create has no {@code before}, a delete no {@code after}.
 *
 * @param revision the revision of the write; the changes of one transaction share it
 */
public record Change<V>(
        long revision, @Nullable Entry<V> before, @Nullable Entry<V> after) {
    public Change {
        if (before == null && after == null) {
            throw new IllegalArgumentException("a change has a before, an after or both");
        }
    }

    public String key() {
        return after != null ? after.key() : before != null ? before.key() : "";
    }
}
