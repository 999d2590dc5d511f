package io.gantry.controllers.garbage;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.core.v1.PodType;
import io.gantry.api.meta.v1.DeleteOptionsBuilder;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.api.meta.v1.OwnerReference;
import io.gantry.api.meta.v1.OwnerReferenceBuilder;
import io.gantry.api.meta.v1.Preconditions;
import io.gantry.api.status.StatusException;
import io.gantry.base.Reason;
import io.gantry.client.Client;
import io.gantry.client.EventRecorder;
import io.gantry.client.Informer;
import io.gantry.client.ObjectKey;
import io.gantry.client.WriteOptions;
import io.gantry.controllers.garbage.GarbageLoop.Dependent;
import io.gantry.controllers.runtime.Context;
import io.gantry.controllers.runtime.Controller;
import io.gantry.controllers.runtime.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks after the objects of one kind, as dependents and as owners. */
final class KindCollector<T extends KubeObject> {
    private static final System.Logger LOG = System.getLogger(KindCollector.class.getName());
    private static final String BY_OWNER = "owners";
    private static final Duration SYNC_WAIT = Duration.ofSeconds(1);

    private final GarbageLoop all;
    private final Client client;
    private final Kind<T> kind;
    private final Informer<T> informer;
    private final Controller controller;
    private final EventRecorder recorder;

    /** Whether an object of a uid was found outside of a namespace. */
    private record Search(String uid, String not, boolean found) {}

    /** The many dependents of one owner that is gone need one search. */
    private volatile @Nullable Search lastSearch;

    private final Informer.Handler<T> handler = this::changed;

    KindCollector(GarbageLoop all, Context context, Kind<T> kind) {
        this.all = all;
        this.client = context.client();
        this.kind = kind;
        recorder = context.recorder("garbage-collector-controller");
        informer = context.informer(kind);
        informer.addIndex(
                BY_OWNER,
                object -> object.metadata().ownerReferences().stream()
                        .map(OwnerReference::uid)
                        .toList());
        controller = context.controller(
                "garbage-collector/" + kind.qualifiedResource(), kind == PodType.KIND ? 4 : 1, this::reconcile);
    }

    /** Begins to listen; after this object can be found by the others. */
    void attach() {
        informer.addHandler(handler);
    }

    void close() {
        informer.removeHandler(handler);
        controller.close();
    }

    Kind<T> kind() {
        return kind;
    }

    Controller controller() {
        return controller;
    }

    boolean synced() {
        return informer.synced();
    }

    void addDependents(String uid, List<Dependent<?>> to) {
        informer.byIndex(BY_OWNER, uid).forEach(object -> to.add(new Dependent<>(this, object)));
    }

    void enqueueIfWaiting(ObjectKey key) {
        T owner = informer.reader().get(key.namespace(), key.name());
        if (owner != null && GarbageLoop.waiting(owner.metadata())) {
            controller.enqueue(key);
        }
    }

    private void changed(@Nullable T before, @Nullable T after) {
        if (after == null && before != null) {
            all.dependents(before.uid()).forEach(Dependent::enqueue);
            all.dependentChanged(before, before.metadata().ownerReferences());
        } else if (after != null) {
            ObjectMeta was = before == null ? null : before.metadata();
            ObjectMeta is = after.metadata();
            boolean sameOwners = was != null && was.ownerReferences().equals(is.ownerReferences());
            boolean sameEnd = was != null
                    && (was.deletionTimestamp() == null) == (is.deletionTimestamp() == null)
                    && was.finalizers().equals(is.finalizers());
            if ((!sameOwners && !is.ownerReferences().isEmpty())
                    || (!sameEnd && is.deletionTimestamp() != null && ours(is))) {
                controller.enqueue(after);
            }
            if (was != null && !sameOwners) {
                all.dependentChanged(after, was.ownerReferences());
            }
        }
    }

    private static boolean ours(ObjectMeta metadata) {
        return metadata.finalizers().contains(Verdict.FOREGROUND)
                || metadata.finalizers().contains(Verdict.ORPHAN);
    }

    private Outcome reconcile(ObjectKey key) {
        T object = informer.reader().get(key.namespace(), key.name());
        if (object == null) {
            return Outcome.DONE;
        }
        ObjectMeta metadata = object.metadata();
        if (metadata.deletionTimestamp() == null) {
            return metadata.ownerReferences().isEmpty() ? Outcome.DONE : judge(object);
        }
        if (!ours(metadata)) {
            return Outcome.DONE;
        }
        if (!all.synced()) {
            return Outcome.again(SYNC_WAIT);
        }
        return metadata.finalizers().contains(Verdict.ORPHAN) ? orphan(object) : awaitDependents(object);
    }

    // ---- as a dependent

    private Outcome judge(T seen) {
        if (seen.metadata().ownerReferences().stream().allMatch(owner -> state(seen, owner) == Verdict.Owner.SOLID)) {
            if (!kind.namespaced()) {
                warnOfMisplacedOwners(seen);
            }
            return Outcome.DONE;
        }
        T object = client.find(kind, seen.namespace(), seen.name()).orElse(null);
        if (object == null
                || !object.uid().equals(seen.uid())
                || object.metadata().deletionTimestamp() != null) {
            return Outcome.DONE;
        }
        warnOfMisplacedOwners(object);
        List<Dependent<?>> dependents = all.dependents(object.uid());
        Verdict verdict = Verdict.of(
                object.metadata().ownerReferences(),
                Set.copyOf(object.metadata().finalizers()),
                owner -> state(object, owner),
                !dependents.isEmpty(),
                dependents.stream().anyMatch(Dependent::waits));
        switch (verdict) {
            case Verdict.Keep() -> {}
            case Verdict.KeepWith(List<OwnerReference> owners) -> write(client, object, withOwners(object, owners));
            case Verdict.Unblock() -> {
                T unblocked = write(client, object, withOwners(object, notBlocking(object)));
                delete(unblocked == null ? object : unblocked, "Foreground");
            }
            case Verdict.Delete(String policy) -> delete(object, policy);
        }
        return Outcome.DONE;
    }

    private static ObjectMeta withOwners(KubeObject object, List<OwnerReference> owners) {
        return ObjectMetaBuilder.of(object.metadata()).ownerReferences(owners).build();
    }

    private static List<OwnerReference> notBlocking(KubeObject object) {
        return object.metadata().ownerReferences().stream()
                .map(owner -> OwnerReferenceBuilder.of(owner)
                        .blockOwnerDeletion(false)
                        .build())
                .toList();
    }

    private Verdict.Owner state(T object, OwnerReference owner) {
        KindCollector<?> collector = all.of(owner);
        if (collector == null || (collector.kind.namespaced() && !kind.namespaced())) {
            // Of a kind that nobody knows (yet), or in a namespace that cannot be told: nothing follows from it.
            return Verdict.Owner.SOLID;
        }
        return collector.stateOf(collector.kind.namespaced() ? object.namespace() : "", owner);
    }

    /** Tells of owners that are not where they would count: an owner of a namespace owns in that namespace only. */
    private void warnOfMisplacedOwners(T object) {
        for (OwnerReference owner : object.metadata().ownerReferences()) {
            KindCollector<?> collector = all.of(owner);
            if (collector != null
                    && collector.kind.namespaced()
                    && (!kind.namespaced() || collector.isInAnotherNamespace(object.namespace(), owner))) {
                recorder.warning(
                        object,
                        new Reason(
                                "OwnerRefInvalidNamespace",
                                "ownerRef [%s/%s, namespace: %s, name: %s, uid: %s] does not exist in namespace \"%s\""
                                        .formatted(
                                                owner.apiVersion(),
                                                owner.kind(),
                                                object.namespace(),
                                                owner.name(),
                                                owner.uid(),
                                                object.namespace())));
            }
        }
    }

    private boolean isInAnotherNamespace(String namespace, OwnerReference owner) {
        Search search = lastSearch;
        if (search == null || !search.uid.equals(owner.uid()) || !search.not.equals(namespace)) {
            boolean found = informer.reader().list("").stream()
                    .anyMatch(each ->
                            each.uid().equals(owner.uid()) && !each.namespace().equals(namespace));
            search = new Search(owner.uid(), namespace, found);
            lastSearch = search;
        }
        return search.found;
    }

    private Verdict.Owner stateOf(String namespace, OwnerReference owner) {
        T known = informer.reader().get(namespace, owner.name());
        if (known == null || !known.uid().equals(owner.uid())) {
            known = client.find(kind, namespace, owner.name()).orElse(null);
        }
        if (known == null || !known.uid().equals(owner.uid())) {
            return Verdict.Owner.ABSENT;
        }
        return GarbageLoop.waiting(known.metadata()) ? Verdict.Owner.WAITING : Verdict.Owner.SOLID;
    }

    private void delete(T object, String policy) {
        LOG.log(
                System.Logger.Level.DEBUG,
                () -> "Deleting " + kind.name() + " " + ObjectKey.of(object) + ", whose owners are gone");
        try {
            client.delete(
                    kind,
                    object.namespace(),
                    object.name(),
                    DeleteOptionsBuilder.of()
                            .propagationPolicy(policy)
                            .preconditions(new Preconditions(object.uid(), object.resourceVersion()))
                            .build());
        } catch (StatusException e) {
            if (!e.isNotFound()) {
                throw e;
            }
        }
    }

    // ---- as an owner that is being deleted

    private Outcome awaitDependents(T object) {
        List<Dependent<?>> blocking = all.dependents(object.uid()).stream()
                .filter(dependent -> dependent.blocks(object.uid()))
                .toList();
        if (blocking.isEmpty()) {
            removeFinalizer(object, Verdict.FOREGROUND);
        } else {
            blocking.stream().filter(dependent -> !dependent.waits()).forEach(Dependent::enqueue);
        }
        return Outcome.DONE;
    }

    private Outcome orphan(T object) {
        all.dependents(object.uid()).forEach(dependent -> dependent.release(client, object.uid()));
        removeFinalizer(object, Verdict.ORPHAN);
        return Outcome.DONE;
    }

    private void removeFinalizer(T object, String finalizer) {
        write(
                client,
                object,
                ObjectMetaBuilder.of(object.metadata())
                        .finalizers(object.metadata().finalizers().stream()
                                .filter(other -> !other.equals(finalizer))
                                .toList())
                        .build());
    }

    /** {@code null} when it is gone. */
    @SuppressWarnings("unchecked") // the same kind with other metadata
    @Nullable
    T write(Client to, T object, ObjectMeta metadata) {
        try {
            return to.update(kind, (T) object.withMetadata(metadata), WriteOptions.DEFAULT);
        } catch (StatusException e) {
            if (e.isNotFound()) {
                return null;
            }
            throw e;
        }
    }
}
