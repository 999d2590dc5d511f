package io.gantry.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A committed transaction.
 *
 * @param revision the transaction's revision; when it changed nothing, the store's revision at that moment
 * @param changes what changed, in the order of the operations; checks and deletes of absent keys are not in it
 */
public record WriteResult<V>(long revision, List<Change<V>> changes) {
    public WriteResult {
        changes = List.copyOf(changes);
    }

    /** The entry that the first operation left behind; null after a delete or when nothing changed. */
    public @Nullable Entry<V> entry() {
        return changes.isEmpty() ? null : changes.getFirst().after();
    }
}
