package io.gantry.server.registry;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.DeleteOptions;
import io.gantry.client.ListQuery;
import io.gantry.client.ObjectList;
import io.gantry.client.WriteOptions;
import io.gantry.server.registry.Registry.Deleted;
import io.gantry.server.registry.Registry.Edit;
import io.gantry.server.registry.Registry.Edited;
import io.gantry.server.registry.Registry.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One served version of a kind: a {@link Registry} seen through a conversion, which for most kinds is none. Thread-safe.
 *
 * @param <S> the served version
 */
public final class Resource<S extends KubeObject> {
    private final Kind<S> kind;
    private final View<S, ?> view;

    private Resource(Kind<S> kind, View<S, ?> view) {
        this.kind = kind;
        this.view = view;
    }

    static <S extends KubeObject, T extends KubeObject> Resource<S> of(Kind<S> kind, Registry<T> registry) {
        return new Resource<>(kind, new View<>(registry, Conversions.between(kind, registry.kind())));
    }

    /** The kind in the version that clients see here. */
    public Kind<S> kind() {
        return kind;
    }

    public Traits traits() {
        return view.registry.traits();
    }

    public S get(String namespace, String name) {
        return view.get(namespace, name);
    }

    /** As of the asked resource version or a newer one, once there is one; empty and 0 mean the newest there is. */
    public S get(String namespace, String name, String resourceVersion) {
        view.registry.await(resourceVersion);
        return view.get(namespace, name);
    }

    public @Nullable S find(String namespace, String name) {
        return view.find(namespace, name);
    }

    public List<S> all(String namespace) {
        return view.all(namespace);
    }

    public ObjectList<S> list(String namespace, ListQuery query) {
        return view.list(namespace, query);
    }

    public WatchCursor<S> watch(String namespace, WatchQuery query) {
        return view.watch(namespace, query);
    }

    public S create(String namespace, Edited<S> edited, WriteOptions options) {
        return view.create(namespace, edited, options);
    }

    public Written<S> update(
            String namespace,
            String name,
            String subresource,
            Edit<S> edit,
            @Nullable Supplier<Edited<S>> ifAbsent,
            WriteOptions options) {
        return view.update(namespace, name, subresource, edit, ifAbsent, options);
    }

    /** Replaces an object; where the kind allows it, creates it. */
    public Written<S> replace(String namespace, String name, String subresource, S object, WriteOptions options) {
        Edited<S> edited = new Edited<>(object, null);
        boolean create = traits().createOnUpdate() && subresource.isEmpty();
        return update(namespace, name, subresource, current -> edited, create ? () -> edited : null, options);
    }

    public Deleted<S> delete(String namespace, String name, DeleteOptions options) {
        return view.delete(namespace, name, options);
    }

    public ObjectList<S> deleteCollection(String namespace, ListQuery query, DeleteOptions options) {
        return view.deleteCollection(namespace, query, options);
    }

    private record View<S extends KubeObject, T extends KubeObject>(Registry<T> registry, Conversion<S, T> conversion) {

        S get(String namespace, String name) {
            return conversion.toServed(registry.get(namespace, name));
        }

        @Nullable
        S find(String namespace, String name) {
            T stored = registry.find(namespace, name);
            return stored == null ? null : conversion.toServed(stored);
        }

        List<S> all(String namespace) {
            return served(registry.all(namespace));
        }

        ObjectList<S> list(String namespace, ListQuery query) {
            return served(registry.list(namespace, query));
        }

        WatchCursor<S> watch(String namespace, WatchQuery query) {
            Strategy<T> strategy = registry.strategy();
            return registry.watch(namespace, query, stored -> conversion.toServed(strategy.readLater(stored)));
        }

        S create(String namespace, Edited<S> edited, WriteOptions options) {
            return conversion.toServed(registry.create(namespace, stored(edited), options));
        }

        Written<S> update(
                String namespace,
                String name,
                String subresource,
                Edit<S> edit,
                @Nullable Supplier<Edited<S>> ifAbsent,
                WriteOptions options) {
            Written<T> written = registry.update(
                    namespace,
                    name,
                    subresource,
                    current -> stored(edit.apply(conversion.toServed(current))),
                    ifAbsent == null ? null : () -> stored(ifAbsent.get()),
                    options);
            return new Written<>(conversion.toServed(written.object()), written.created());
        }

        Deleted<S> delete(String namespace, String name, DeleteOptions options) {
            Deleted<T> deleted = registry.delete(namespace, name, options);
            return new Deleted<>(conversion.toServed(deleted.object()), deleted.gone());
        }

        ObjectList<S> deleteCollection(String namespace, ListQuery query, DeleteOptions options) {
            return served(registry.deleteCollection(namespace, query, options));
        }

        private Edited<T> stored(Edited<S> edited) {
            return new Edited<>(conversion.toStored(edited.object()), edited.managers());
        }

        private List<S> served(List<T> objects) {
            List<S> result = new ArrayList<>(objects.size());
            objects.forEach(object -> result.add(conversion.toServed(object)));
            return result;
        }

        private ObjectList<S> served(ObjectList<T> list) {
            return new ObjectList<>(
                    list.resourceVersion(), list.continueToken(), list.remaining(), served(list.items()));
        }
    }
}
