package io.gantry.server.registry;

import io.gantry.api.KubeObject;
import io.gantry.store.Change;
import io.gantry.store.Entry;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The last states of objects that went away, at the revision at which they went: {@code DELETED} events show that.
 *
 * <p>A bounded cache by the change's identity, so that all watchers of a change get the same object, and its encoded form
 * with it. A lost race costs one copy of an object. Thread-safe.
 */
final class Departed {
    private static final int SLOTS = 256;

    private record Slot(Change<KubeObject> change, KubeObject object) {}

    private final AtomicReferenceArray<@Nullable Slot> slots = new AtomicReferenceArray<>(SLOTS);

    @SuppressWarnings(
            "ReferenceEquality") // the log shows all watchers the same change; comparing objects would cost more
    KubeObject of(Change<KubeObject> change) {
        int at = System.identityHashCode(change) & (SLOTS - 1);
        Slot slot = slots.get(at);
        if (slot != null && slot.change() == change) {
            return slot.object();
        }
        Entry<KubeObject> before = change.before();
        if (before == null) {
            throw new IllegalArgumentException("nothing went away at revision " + change.revision());
        }
        KubeObject object = Metas.withResourceVersion(before.value(), Long.toString(change.revision()));
        slots.set(at, new Slot(change, object));
        return object;
    }
}
