package io.gantry.server.registry;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.DeleteOptions;
import io.gantry.api.meta.v1.ManagedFieldsEntry;
import io.gantry.api.status.StatusException;
import io.gantry.client.ListQuery;
import io.gantry.client.ObjectList;
import io.gantry.client.WriteOptions;
import io.gantry.store.Entry;
import io.gantry.store.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All objects of one kind, in the version that they are stored in.
 *
 * <p>Reading takes a snapshot and no locks. A write is prepared, admitted and validated on the caller's thread against a
 * snapshot, then committed on condition that the object is still the one it was based on; when that fails, the request is
 * worked out again on the newer state, unless it named the state that it is for. Thread-safe. Every refusal is a {@link
 * StatusException}.
 */
public final class Registry<T extends KubeObject> {
    private final Core core;
    private final Kind<T> kind;
    private final Strategy<T> strategy;
    private final Writer<T> writer;
    private final Deleter<T> deleter;

    Registry(Core core, Strategy<T> strategy) {
        this.core = core;
        this.kind = strategy.kind();
        this.strategy = strategy;
        this.writer = new Writer<>(core, strategy);
        this.deleter = new Deleter<>(core, strategy);
    }

    /** The kind in the version that is stored. */
    public Kind<T> kind() {
        return kind;
    }

    public Traits traits() {
        return strategy.traits();
    }

    /**
     * What a request makes of an object.
     *
     * @param object the object as the client wants it; its resource version, if it has one, must be the current one
     * @param managers who owns which fields afterwards, when the request worked that out itself; else null
     */
    public record Edited<T>(T object, @Nullable List<ManagedFieldsEntry> managers) {}

    /** Works out a changed object from the current one; called again when another write came first. */
    @FunctionalInterface
    public interface Edit<T> {
        Edited<T> apply(T current);
    }

    /** @param created whether an update created the object */
    public record Written<T>(T object, boolean created) {}

    /** @param gone whether the object is removed; else it is on its way */
    public record Deleted<T>(T object, boolean gone) {}

    /** The object, or null when there is none. */
    public @Nullable T find(String namespace, String name) {
        return find(core.store().snapshot(), namespace, name);
    }

    @Nullable
    T find(Snapshot<KubeObject> snapshot, String namespace, String name) {
        Entry<KubeObject> entry = snapshot.get(StorageKeys.key(kind, namespace, name));
        return entry == null ? null : strategy.read(entry.value());
    }

    /** @throws StatusException 404 when there is none */
    public T get(String namespace, String name) {
        T object = find(namespace, name);
        if (object == null) {
            throw StatusException.notFound(kind.group(), kind.plural(), name);
        }
        return object;
    }

    /**
     * Waits until there is a resource version that a client names; empty and 0 are always there.
     *
     * @throws StatusException 400 when it is none, 504 when it does not come
     */
    void await(String resourceVersion) {
        Revisions.notOlderThan(core.store(), Revisions.parse(resourceVersion));
    }

    /** All objects as of now, in the order of their keys; of all namespaces if {@code namespace} is empty. */
    public List<T> all(String namespace) {
        var range = core.store().snapshot().prefix(StorageKeys.collection(kind, namespace));
        List<KubeObject> objects = new ArrayList<>(range.size());
        for (Entry<KubeObject> entry : range) {
            objects.add(entry.value());
        }
        return strategy.readAll(objects);
    }

    Strategy<T> strategy() {
        return strategy;
    }

    /** A list after Kubernetes' rules for chunks and revisions. */
    public ObjectList<T> list(String namespace, ListQuery query) {
        return new Listing<>(core, strategy).list(namespace, query);
    }

    /** Watches the collection after Kubernetes' rules. The caller closes the result. */
    public WatchCursor<T> watch(String namespace, WatchQuery query) {
        return watch(namespace, query, strategy::readLater);
    }

    <V extends KubeObject> WatchCursor<V> watch(String namespace, WatchQuery query, Function<KubeObject, V> view) {
        return WatchCursor.open(core, kind, view, namespace, query);
    }

    /** Stores a new object, with a name made from {@code generateName} if it comes without one. */
    public T create(String namespace, T object, WriteOptions options) {
        return writer.create(namespace, object, null, options);
    }

    /** The same, by an apply that has worked out who owns which fields. */
    public T create(String namespace, Edited<T> edited, WriteOptions options) {
        return writer.create(namespace, edited.object(), edited.managers(), options);
    }

    /**
     * Changes an object, or the part of it that a subresource stands for.
     *
     * @param subresource empty for the object itself
     * @param ifAbsent makes what to create when there is no such object; null to refuse
     */
    public Written<T> update(
            String namespace,
            String name,
            String subresource,
            Edit<T> edit,
            @Nullable Supplier<Edited<T>> ifAbsent,
            WriteOptions options) {
        return writer.update(namespace, name, subresource, edit, ifAbsent, options);
    }

    /** Replaces an object; where the kind allows it, creates it. */
    public Written<T> replace(String namespace, String name, String subresource, T object, WriteOptions options) {
        Edited<T> edited = new Edited<>(object, null);
        boolean create = traits().createOnUpdate() && subresource.isEmpty();
        return update(namespace, name, subresource, current -> edited, create ? () -> edited : null, options);
    }

    /** Removes an object, or marks it as being deleted when something must happen first. */
    public Deleted<T> delete(String namespace, String name, DeleteOptions options) {
        return deleter.delete(namespace, name, options, false);
    }

    /** The same for what admission has been asked about in another form: an eviction. */
    Deleted<T> deleteAdmitted(String namespace, String name, DeleteOptions options) {
        return deleter.delete(namespace, name, options, true);
    }

    /** Deletes what the query selects, one by one; returns the objects as they were listed. */
    public ObjectList<T> deleteCollection(String namespace, ListQuery query, DeleteOptions options) {
        ObjectList<T> list = list(namespace, query);
        for (T object : list.items()) {
            try {
                deleter.delete(object.namespace(), object.name(), options, false);
            } catch (StatusException e) {
                if (!e.isNotFound()) {
                    throw e;
                }
            }
        }
        return list;
    }
}
