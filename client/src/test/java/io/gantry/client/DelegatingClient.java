package io.gantry.client;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.DeleteOptions;
import org.jspecify.annotations.Nullable;

/** Passes everything on: a base for clients that misbehave in one way. */
class DelegatingClient implements Client {
    private final Client to;

    DelegatingClient(Client to) {
        this.to = to;
    }

    @Override
    public <T extends KubeObject> T get(Kind<T> kind, String namespace, String name) {
        return to.get(kind, namespace, name);
    }

    @Override
    public <T extends KubeObject> ObjectList<T> list(Kind<T> kind, String namespace, ListQuery query) {
        return to.list(kind, namespace, query);
    }

    @Override
    public <T extends KubeObject> T create(Kind<T> kind, T object, WriteOptions options) {
        return to.create(kind, object, options);
    }

    @Override
    public <T extends KubeObject> T update(Kind<T> kind, T object, WriteOptions options) {
        return to.update(kind, object, options);
    }

    @Override
    public <T extends KubeObject> T updateStatus(Kind<T> kind, T object, WriteOptions options) {
        return to.updateStatus(kind, object, options);
    }

    @Override
    public <T extends KubeObject> T patch(
            Kind<T> kind, String namespace, String name, Patch patch, String subresource, WriteOptions options) {
        return to.patch(kind, namespace, name, patch, subresource, options);
    }

    @Override
    public void delete(Kind<?> kind, String namespace, String name, DeleteOptions options) {
        to.delete(kind, namespace, name, options);
    }

    @Override
    public void deleteCollection(Kind<?> kind, String namespace, ListQuery query, DeleteOptions options) {
        to.deleteCollection(kind, namespace, query, options);
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
        return to.post(parent, namespace, name, subresource, bodyKind, body, resultKind);
    }

    @Override
    public <T> T review(Kind<T> kind, String namespace, T object) {
        return to.review(kind, namespace, object);
    }

    @Override
    public <T extends KubeObject> Watch<T> watch(Kind<T> kind, String namespace, ListQuery query) {
        return to.watch(kind, namespace, query);
    }
}
