package io.gantry.client.testing;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.core.v1.Namespace;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.meta.v1.DeleteOptions;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.api.schema.FieldInfo;
import io.gantry.api.status.StatusException;
import io.gantry.base.Time;
import io.gantry.client.Client;
import io.gantry.client.ListQuery;
import io.gantry.client.ObjectKey;
import io.gantry.client.ObjectList;
import io.gantry.client.Patch;
import io.gantry.client.Reader;
import io.gantry.client.Watch;
import io.gantry.client.WriteOptions;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The Kubernetes API in memory: resource versions, generations, watches, conflicts, finalizers, graceful deletion of pods,
 * deletion policies, bindings, evictions. No defaults, no validation, no admission.
 *
 * <p>Failures can be planted with {@link #failWrites}; watches broken with {@link #closeWatches} and {@link #expire}.
 * Thread-safe. Uids are counted, so that a test's objects are the same in each run.
 */
public final class MemoryClient implements Client {
    /** Looks at a write before it happens and may refuse it by throwing. */
    @FunctionalInterface
    public interface WriteCheck {
        /** @param verb create, update, updateStatus, delete or a subresource's name */
        void check(String verb, Kind<?> kind, @Nullable KubeObject object);
    }

    private final Time time;
    private final boolean withImage;
    final ReentrantLock lock = new ReentrantLock();

    /** There is another change, or what a watch waits for is over. */
    final Condition changed = lock.newCondition();

    // All else is guarded by the lock.

    private final Map<Kind<?>, Shelf> shelves = new HashMap<>();
    final List<MemoryWatch<?>> watches = new ArrayList<>();
    long revision = 1;

    /** Watches behind this revision end. */
    long oldest;

    private long uids;
    private long writes;
    private WriteCheck check = (_, _, _) -> {};

    /** A client without images, as a remote one: what informers show lags behind what is written. */
    public MemoryClient(Time time) {
        this(time, false);
    }

    /** @param withImage whether {@link #image} gives a reader of the newest state */
    public MemoryClient(Time time, boolean withImage) {
        this.time = time;
        this.withImage = withImage;
    }

    /** Calls {@code newCheck} before each write from now on; what it throws is what the writer sees. */
    public void failWrites(WriteCheck newCheck) {
        lock.lock();
        try {
            check = newCheck;
        } finally {
            lock.unlock();
        }
    }

    /** How many writes there were that changed something. */
    public long writes() {
        lock.lock();
        try {
            return writes;
        } finally {
            lock.unlock();
        }
    }

    /** Ends all watches in the ordinary way. */
    public void closeWatches() {
        lock.lock();
        try {
            List.copyOf(watches).forEach(MemoryWatch::close);
        } finally {
            lock.unlock();
        }
    }

    /** Forgets all changes up to now: watches behind it end with 410. */
    public void expire() {
        lock.lock();
        try {
            oldest = revision;
            shelves.values().forEach(shelf -> shelf.log.clear());
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private Shelf shelf(Kind<?> kind) {
        return shelves.computeIfAbsent(kind, _ -> new Shelf());
    }

    private static ObjectKey key(Kind<?> kind, String namespace, String name) {
        return new ObjectKey(kind.namespaced() ? namespace : "", name);
    }

    @SuppressWarnings("unchecked") // a kind's shelf holds that kind
    private <T extends KubeObject> @Nullable T stored(Kind<T> kind, ObjectKey key) {
        return (T) shelf(kind).objects.get(key);
    }

    private <T extends KubeObject> T existing(Kind<T> kind, ObjectKey key) {
        T object = stored(kind, key);
        if (object == null) {
            throw StatusException.notFound(kind.group(), kind.plural(), key.name());
        }
        return object;
    }

    @Override
    public <T extends KubeObject> T get(Kind<T> kind, String namespace, String name) {
        lock.lock();
        try {
            return existing(kind, key(kind, namespace, name));
        } finally {
            lock.unlock();
        }
    }

    @Override
    @SuppressWarnings("unchecked") // a kind's shelf holds that kind
    public <T extends KubeObject> ObjectList<T> list(Kind<T> kind, String namespace, ListQuery query) {
        lock.lock();
        try {
            Predicate<KubeObject> wanted = Selection.of(namespace, query);
            List<T> found = new ArrayList<>();
            String token = "";
            for (var entry : shelf(kind).objects.entrySet()) {
                String at = entry.getKey().namespace() + "/" + entry.getKey().name();
                if (at.compareTo(query.continueToken()) <= 0 || !wanted.test(entry.getValue())) {
                    continue;
                }
                if (query.limit() > 0 && found.size() == query.limit()) {
                    token = found.getLast().namespace() + "/" + found.getLast().name();
                    break;
                }
                found.add((T) entry.getValue());
            }
            return new ObjectList<>(Long.toString(revision), token, null, found);
        } finally {
            lock.unlock();
        }
    }

    @Override
    @SuppressWarnings("unchecked") // withMetadata returns the same kind
    public <T extends KubeObject> T create(Kind<T> kind, T object, WriteOptions options) {
        lock.lock();
        try {
            check.check("create", kind, object);
            uids++;
            ObjectMeta given = object.metadata();
            String name = given.name() == null || given.name().isEmpty()
                    ? Objects.requireNonNullElse(given.generateName(), "") + ObjectRules.suffix(uids)
                    : given.name();
            ObjectKey key = key(kind, object.namespace(), name);
            if (shelf(kind).objects.containsKey(key)) {
                throw StatusException.alreadyExists(kind.group(), kind.plural(), name);
            }
            ObjectMeta meta = ObjectMetaBuilder.of(given)
                    .name(name)
                    .namespace(kind.namespaced() ? key.namespace() : null)
                    .uid("%08x-0000-4000-8000-000000000000".formatted(uids))
                    .creationTimestamp(time.now().truncatedTo(ChronoUnit.SECONDS))
                    .deletionTimestamp(null)
                    .deletionGracePeriodSeconds(null)
                    .generation(ObjectRules.has(kind, "spec") ? 1L : null)
                    .build();
            T made = (T) ObjectRules.initial(object).withMetadata(meta);
            return options.dryRun() ? made : put(kind, key, made);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public <T extends KubeObject> T update(Kind<T> kind, T object, WriteOptions options) {
        return replace("update", kind, object, options, (before, after) -> {
            FieldInfo status = ObjectRules.field(kind, "status");
            return status == null ? after : ObjectRules.copyField(kind, before, after, status);
        });
    }

    @Override
    @SuppressWarnings("unchecked") // withMetadata returns the same kind
    public <T extends KubeObject> T updateStatus(Kind<T> kind, T object, WriteOptions options) {
        return replace("updateStatus", kind, object, options, (before, after) -> {
            FieldInfo status = Objects.requireNonNull(ObjectRules.field(kind, "status"), "no status: " + kind);
            return ObjectRules.copyField(
                    kind, after, (T) before.withMetadata(ObjectRules.withVersionOf(before, after)), status);
        });
    }

    @Override
    @SuppressWarnings("unchecked") // withMetadata returns the same kind
    public <T extends KubeObject> T updateSubresource(
            Kind<T> kind, T object, String subresource, WriteOptions options) {
        return switch (subresource) {
            case "status", "approval" -> updateStatus(kind, object, options);
            case "finalize", "resize" ->
                replace(subresource, kind, object, options, (before, after) -> {
                    FieldInfo spec = Objects.requireNonNull(ObjectRules.field(kind, "spec"), "no spec: " + kind);
                    return ObjectRules.copyField(
                            kind, after, (T) before.withMetadata(ObjectRules.withVersionOf(before, after)), spec);
                });
            default -> Client.super.updateSubresource(kind, object, subresource, options);
        };
    }

    private interface Merge<T> {
        T apply(T before, T after);
    }

    @SuppressWarnings("unchecked") // withMetadata returns the same kind
    private <T extends KubeObject> T replace(
            String verb, Kind<T> kind, T object, WriteOptions options, Merge<T> merge) {
        lock.lock();
        try {
            check.check(verb, kind, object);
            ObjectKey key = key(kind, object.namespace(), object.name());
            T before = existing(kind, key);
            if (!object.uid().isEmpty() && !object.uid().equals(before.uid())) {
                throw StatusException.conflict(
                        kind.group(), kind.plural(), key.name(), "the UID in the precondition is of another object");
            }
            if (!object.resourceVersion().isEmpty() && !object.resourceVersion().equals(before.resourceVersion())) {
                throw StatusException.modified(kind.group(), kind.plural(), key.name());
            }
            T merged = merge.apply(before, object);
            ObjectMeta was = before.metadata();
            ObjectMetaBuilder meta = ObjectMetaBuilder.of(merged.metadata())
                    .namespace(was.namespace())
                    .uid(was.uid())
                    .resourceVersion(was.resourceVersion())
                    .generation(was.generation())
                    .creationTimestamp(was.creationTimestamp())
                    .deletionTimestamp(was.deletionTimestamp())
                    .deletionGracePeriodSeconds(was.deletionGracePeriodSeconds());
            FieldInfo spec = ObjectRules.field(kind, "spec");
            if (spec != null && was.generation() != null && !ObjectRules.same(kind, before, merged, spec)) {
                meta.generation(was.generation() + 1);
            }
            T after = (T) merged.withMetadata(meta.build());
            if (after.equals(before) || options.dryRun()) {
                return after;
            }
            return ObjectRules.finished(after) ? remove(kind, key, after) : put(kind, key, after);
        } finally {
            lock.unlock();
        }
    }

    @SuppressWarnings("unchecked") // withMetadata returns the same kind
    private <T extends KubeObject> T put(Kind<T> kind, ObjectKey key, T object) {
        T next = (T) object.withMetadata(ObjectMetaBuilder.of(object.metadata())
                .resourceVersion(Long.toString(++revision))
                .build());
        Shelf shelf = shelf(kind);
        shelf.log.add(new Shelf.Change(revision, shelf.objects.put(key, next), next));
        writes++;
        changed.signalAll();
        return next;
    }

    private <T extends KubeObject> T remove(Kind<T> kind, ObjectKey key, T last) {
        Shelf shelf = shelf(kind);
        shelf.objects.remove(key);
        KubeObject gone = last.withMetadata(ObjectMetaBuilder.of(last.metadata())
                .resourceVersion(Long.toString(++revision))
                .build());
        shelf.log.add(new Shelf.Change(revision, gone, null));
        writes++;
        changed.signalAll();
        return last;
    }

    @Override
    public <T extends KubeObject> T patch(
            Kind<T> kind, String namespace, String name, Patch patch, String subresource, WriteOptions options) {
        lock.lock();
        try {
            ObjectKey key = key(kind, namespace, name);
            T after = JsonMerge.patched(kind, existing(kind, key), patch);
            return subresource.isEmpty()
                    ? update(kind, after, options)
                    : updateSubresource(kind, after, subresource, options);
        } finally {
            lock.unlock();
        }
    }

    @Override
    @SuppressWarnings("unchecked") // any object's kind
    public void delete(Kind<?> kind, String namespace, String name, DeleteOptions options) {
        delete((Kind<KubeObject>) kind, key(kind, namespace, name), options);
    }

    private <T extends KubeObject> void delete(Kind<T> kind, ObjectKey key, DeleteOptions options) {
        lock.lock();
        try {
            T object = existing(kind, key);
            check.check("delete", kind, object);
            ObjectRules.checkPreconditions(kind, key, object, options);
            ObjectMeta meta = object.metadata();
            List<String> finalizers = new ArrayList<>(meta.finalizers());
            finalizers.remove("orphan");
            finalizers.remove("foregroundDeletion");
            String policy = options.propagationPolicy();
            if ("Foreground".equals(policy)) {
                finalizers.add("foregroundDeletion");
            } else if ("Orphan".equals(policy) || Boolean.TRUE.equals(options.orphanDependents())) {
                finalizers.add("orphan");
            } else if (policy == null) {
                finalizers = new ArrayList<>(meta.finalizers());
            }
            long grace = object instanceof Pod pod ? ObjectRules.grace(pod, options) : 0;
            boolean stays = !finalizers.isEmpty()
                    || grace > 0
                    || (object instanceof Namespace ns
                            && !ns.spec().finalizers().isEmpty());
            if (meta.deletionTimestamp() != null) {
                Long planned = meta.deletionGracePeriodSeconds();
                grace = Math.min(grace, planned == null ? 0 : planned);
                if (stays && planned != null && planned == grace && finalizers.equals(meta.finalizers())) {
                    return;
                }
            }
            ObjectMetaBuilder next = ObjectMetaBuilder.of(meta).finalizers(finalizers);
            if (stays) {
                next.deletionTimestamp(
                                time.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(grace))
                        .deletionGracePeriodSeconds(grace);
            }
            @SuppressWarnings("unchecked") // the same kind with other metadata
            T after = (T) (object instanceof Namespace ns ? ObjectRules.terminating(ns, stays) : object)
                    .withMetadata(next.build());
            if (stays) {
                put(kind, key, after);
            } else {
                remove(kind, key, after);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    @SuppressWarnings("unchecked") // any object's kind
    public void deleteCollection(Kind<?> kind, String namespace, ListQuery query, DeleteOptions options) {
        for (KubeObject object : list((Kind<KubeObject>) kind, namespace, query).items()) {
            delete(kind, object.namespace(), object.name(), options);
        }
    }

    @Override
    public <I, O> @Nullable O post(
            Kind<?> parent,
            String namespace,
            String name,
            String subresource,
            Kind<I> bodyKind,
            I body,
            Kind<O> resultKind) {
        return Subresources.post(this, parent, namespace, name, subresource, body);
    }

    @Override
    public <T> T review(Kind<T> kind, String namespace, T object) {
        throw StatusException.methodNotSupported(kind.group(), kind.plural(), "create");
    }

    void check(String verb, Kind<?> kind, @Nullable KubeObject object) {
        check.check(verb, kind, object);
    }

    /** Replaces an object as it is, spec, status and metadata: what a subresource may do. */
    <T extends KubeObject> void overwrite(Kind<T> kind, T object) {
        lock.lock();
        try {
            put(kind, ObjectKey.of(object), object);
        } finally {
            lock.unlock();
        }
    }

    Time time() {
        return time;
    }

    @Override
    public <T extends KubeObject> Watch<T> watch(Kind<T> kind, String namespace, ListQuery query) {
        lock.lock();
        try {
            String from = query.resourceVersion();
            long after = from.isEmpty() || from.equals("0") ? revision : Long.parseLong(from);
            if (after < oldest) {
                throw StatusException.expired("too old resource version: " + after + " (" + oldest + ")");
            }
            var watch = new MemoryWatch<T>(this, shelf(kind), after, Selection.of(namespace, query));
            watches.add(watch);
            return watch;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public <T extends KubeObject> Optional<Reader<T>> image(Kind<T> kind) {
        return withImage ? Optional.of(new Image<>(kind)) : Optional.empty();
    }

    private final class Image<T extends KubeObject> implements Reader<T> {
        private final Kind<T> kind;

        Image(Kind<T> kind) {
            this.kind = kind;
        }

        @Override
        public @Nullable T get(String namespace, String name) {
            lock.lock();
            try {
                return stored(kind, key(kind, namespace, name));
            } finally {
                lock.unlock();
            }
        }

        @Override
        public List<T> list(String namespace) {
            return MemoryClient.this.list(kind, namespace, ListQuery.ALL).items();
        }
    }
}
