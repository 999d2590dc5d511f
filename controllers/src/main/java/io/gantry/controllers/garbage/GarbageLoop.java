package io.gantry.controllers.garbage;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.apiextensions.v1.CustomResourceDefinitionType;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.meta.v1.OwnerReference;
import io.gantry.client.Client;
import io.gantry.client.ObjectKey;
import io.gantry.client.QueueStatistics;
import io.gantry.controllers.runtime.Context;
import io.gantry.controllers.runtime.Controller;
import io.gantry.controllers.runtime.Loop;
import io.gantry.controllers.runtime.Owners;
import io.gantry.controllers.runtime.Tick;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Deletes what lost its owners, and sees deletions in the foreground and orphaning ones through.
 *
 * <p>The graph is not kept: each kind's informer has an index by the owners' uids, so that it can never differ from the
 * objects. Whether an owner is gone is asked of the API server before anything is deleted, since informers of different kinds
 * know different moments.
 */
public final class GarbageLoop implements Loop {
    /** How often new and former kinds are looked for, should a definition's event not have told of them. */
    private static final Duration REFRESH = Duration.ofSeconds(30);

    private final Context context;
    private final Supplier<List<Kind<?>>> kinds;
    private final Map<Kind<?>, KindCollector<?>> collectors = new ConcurrentHashMap<>();
    private final Controller refresher;
    private volatile boolean started;
    private volatile boolean closed;

    private GarbageLoop(Context context, Supplier<List<Kind<?>>> kinds) {
        this.context = context;
        this.kinds = kinds;
        refresh();
        refresher = Tick.every(context, "garbage-collector-kinds", REFRESH, this::refresh);
        context.informer(CustomResourceDefinitionType.KIND).addHandler((before, after) -> refresher.enqueue(Tick.KEY));
    }

    /** @param kinds whose objects may own and be owned; asked again and again */
    public static Loop create(Context context, Supplier<List<Kind<?>>> kinds) {
        return new GarbageLoop(context, kinds);
    }

    @SuppressWarnings("unchecked") // every deletable kind is of objects
    private void refresh() {
        Set<Kind<?>> wanted = new HashSet<>(kinds.get());
        for (Kind<?> kind : wanted) {
            if (!closed && !collectors.containsKey(kind)) {
                var collector = new KindCollector<>(this, context, (Kind<KubeObject>) kind);
                collectors.put(kind, collector);
                collector.attach();
                if (started) {
                    collector.controller().start();
                }
            }
        }
        for (Kind<?> kind : Set.copyOf(collectors.keySet())) {
            if (!wanted.contains(kind)) {
                KindCollector<?> former = collectors.remove(kind);
                if (former != null) {
                    former.close();
                    if (kind.custom()) {
                        context.forget(kind); // its definition changed or went: nobody else looks at this state of it
                    }
                }
            }
        }
    }

    @Override
    public List<QueueStatistics> queues() {
        List<QueueStatistics> queues = new ArrayList<>(refresher.queues());
        collectors
                .values()
                .forEach(collector -> queues.addAll(collector.controller().queues()));
        return queues;
    }

    /** Who looks after a reference's kind, in whatever version. */
    @Nullable
    KindCollector<?> of(OwnerReference owner) {
        for (KindCollector<?> collector : collectors.values()) {
            if (Owners.refersTo(owner, collector.kind())) {
                return collector;
            }
        }
        return null;
    }

    /** Whether all kinds' objects are known, so that what owns nothing can be told from what owns something unknown. */
    boolean synced() {
        return collectors.values().stream().allMatch(KindCollector::synced);
    }

    /** What an object owns, each with who looks after it. */
    List<Dependent<?>> dependents(String uid) {
        List<Dependent<?>> dependents = new ArrayList<>();
        collectors.values().forEach(collector -> collector.addDependents(uid, dependents));
        return dependents;
    }

    /** Something that is owned. */
    record Dependent<T extends KubeObject>(KindCollector<T> collector, T object) {
        void enqueue() {
            collector.controller().enqueue(object);
        }

        boolean waits() {
            return waiting(object.metadata());
        }

        /** Whether it is to be gone before its owner goes. */
        boolean blocks(String ownerUid) {
            return object.metadata().ownerReferences().stream()
                    .anyMatch(owner -> owner.uid().equals(ownerUid) && Boolean.TRUE.equals(owner.blockOwnerDeletion()));
        }

        void release(Client client, String ownerUid) {
            collector.write(client, object, Owners.without(object.metadata(), ownerUid));
        }
    }

    /** Whether an object is being deleted once its dependents are gone. */
    static boolean waiting(ObjectMeta metadata) {
        return metadata.deletionTimestamp() != null && metadata.finalizers().contains(Verdict.FOREGROUND);
    }

    /** An owner may wait for one dependent less. */
    void dependentChanged(KubeObject dependent, Collection<OwnerReference> owners) {
        for (OwnerReference owner : owners) {
            KindCollector<?> collector = of(owner);
            if (collector != null) {
                collector.enqueueIfWaiting(
                        new ObjectKey(collector.kind().namespaced() ? dependent.namespace() : "", owner.name()));
            }
        }
    }

    @Override
    public String name() {
        return "garbage-collector";
    }

    @Override
    public void start() {
        started = true;
        collectors.values().forEach(collector -> collector.controller().start());
        refresher.start();
    }

    @Override
    public boolean poll() {
        boolean any = refresher.poll();
        for (KindCollector<?> collector : collectors.values()) {
            any |= collector.controller().poll();
        }
        return any;
    }

    @Override
    public void close() {
        closed = true;
        refresher.close();
        collectors.values().forEach(KindCollector::close);
    }
}
