package io.gantry.server.registry;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.api.validation.FieldError;
import io.gantry.store.Op;
import io.gantry.store.Snapshot;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What is particular to one kind in the life of its objects. This class is the rule for kinds without particulars;
 * subclasses change single steps. Without state, so usable from any thread.
 *
 * <p>Every step takes immutable objects and gives a new one. Steps may run more than once for one request, when a write
 * loses against another.
 */
public class Strategy<T extends KubeObject> {
    private final Kind<T> kind;
    private final Traits traits;

    public Strategy(Kind<T> kind) {
        this.kind = kind;
        this.traits = Traits.of(kind);
    }

    public final Kind<T> kind() {
        return kind;
    }

    public final Traits traits() {
        return traits;
    }

    /**
     * What a step may know of its surroundings.
     *
     * @param snapshot the state that the write is based on
     */
    public record Context(Instant now, RandomGenerator random, Snapshot<KubeObject> snapshot) {}

    /**
     * An object about to be written, with what must be written in the same transaction.
     *
     * @param also for other keys; when one of their expectations fails, the whole request is tried again
     */
    public record Plan<T>(T object, List<Op<KubeObject>> also) {
        public Plan {
            also = List.copyOf(also);
        }
    }

    /** A stored object as this kind. */
    @SuppressWarnings("unchecked") // what lies under a kind's prefix is of this kind
    public T read(KubeObject stored) {
        return (T) stored;
    }

    /** {@link #read} for a watch, which may outlive this strategy. */
    public T readLater(KubeObject stored) {
        return read(stored);
    }

    /** Stored objects as this kind, in their order: what {@link #read} does, at once. */
    @SuppressWarnings("unchecked") // what lies under a kind's prefix is of this kind
    public List<T> readAll(List<KubeObject> stored) {
        return (List<T>) (List<?>) stored;
    }

    /** An object in the version in which it is stored. */
    public KubeObject stored(T object) {
        return object;
    }

    /** Refuses, by throwing, what must not come into being now. */
    public void mayCreate(Context context) {}

    /** What must hold of an object beside the rules of its type; {@code old} is null for a new one. */
    public List<FieldError> check(T next, @Nullable T old) {
        return List.of();
    }

    /** Whether two states want the same: the generation stays. */
    public boolean sameDesire(T next, T old) {
        return FieldValues.sameDesire(next, old);
    }

    /** Sets aside what a client may not decide when it creates an object. */
    public T prepareCreate(T object, Context context) {
        return traits.statusReset() ? FieldValues.clear(object, "status") : object;
    }

    /** Sets aside what a client may not change by an update of the object itself. */
    public T prepareUpdate(T next, T old, Context context) {
        return traits.statusReset() ? FieldValues.copy(next, old, "status") : next;
    }

    /** The old object with what an update of its status may change. */
    public T prepareStatus(T next, T old, Context context) {
        return FieldValues.copy(withStatusMetadata(old, next), next, "status");
    }

    /** The same for the other subresources that write the object: they differ from kind to kind. */
    public T prepareSubresource(String subresource, T next, T old, Context context) {
        throw new IllegalArgumentException(kind + " has no writable subresource " + subresource);
    }

    /** Adds what is the registry's to decide at the last moment: addresses, ports. */
    public Plan<T> plan(T next, @Nullable T old, Context context) {
        return new Plan<>(next, List.of());
    }

    /** What else goes in the transaction that removes an object. */
    public List<Op<KubeObject>> planDelete(T old, Context context) {
        return List.of();
    }

    /**
     * How long an object may take to end before it is removed.
     *
     * @param requested what the client asked for, or null
     * @return seconds; null when the kind knows no such thing and objects are removed at once
     */
    public @Nullable Long gracePeriodSeconds(T object, @Nullable Long requested) {
        return null;
    }

    /** Whether something besides finalizers keeps an object that is being deleted. */
    public boolean heldBack(T object) {
        return false;
    }

    /** The finalizers that an object gets when its deletion begins. */
    public List<String> finalizersOfDeletion() {
        return List.of();
    }

    /** What else changes in an object when it is marked as being deleted. */
    public T whenMarked(T object) {
        return object;
    }

    /** The old object with the labels, annotations and finalizers that came with a new status. */
    protected final T withStatusMetadata(T old, T next) {
        ObjectMeta before = old.metadata();
        ObjectMeta after = next.metadata();
        return Metas.with(
                old,
                ObjectMetaBuilder.of(before)
                        .labels(traits.labelsByStatus() ? after.labels() : before.labels())
                        .annotations(after.annotations())
                        .finalizers(after.finalizers())
                        .managedFields(after.managedFields())
                        .build());
    }
}
