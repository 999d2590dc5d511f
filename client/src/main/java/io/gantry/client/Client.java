package io.gantry.client;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.DeleteOptions;
import io.gantry.api.status.StatusException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The Kubernetes API as Java calls. In one process it is a method call into the registry, elsewhere HTTP.
 *
 * <p>Thread-safe; plain blocking code for virtual threads. A namespace is ignored for cluster-scoped kinds; where a
 * collection is meant, an empty namespace means all of them. Every refusal is a {@link StatusException}.
 */
public interface Client {
    <T extends KubeObject> T get(Kind<T> kind, String namespace, String name);

    /** Like {@link #get}, but an object that does not exist is empty. */
    default <T extends KubeObject> Optional<T> find(Kind<T> kind, String namespace, String name) {
        try {
            return Optional.of(get(kind, namespace, name));
        } catch (StatusException e) {
            if (e.isNotFound()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    <T extends KubeObject> ObjectList<T> list(Kind<T> kind, String namespace, ListQuery query);

    <T extends KubeObject> T create(Kind<T> kind, T object, WriteOptions options);

    /** Replaces the object; its resource version, if it has one, must be the newest. */
    <T extends KubeObject> T update(Kind<T> kind, T object, WriteOptions options);

    /** Replaces the object's status only. */
    <T extends KubeObject> T updateStatus(Kind<T> kind, T object, WriteOptions options);

    /** Replaces the part of the object that a subresource stands for, such as a namespace's {@code finalize}. */
    default <T extends KubeObject> T updateSubresource(
            Kind<T> kind, T object, String subresource, WriteOptions options) {
        if (subresource.equals("status")) {
            return updateStatus(kind, object, options);
        }
        throw StatusException.methodNotSupported(kind.group(), kind.plural() + "/" + subresource, "update");
    }

    /** Changes the object, or with a subresource the part that it stands for. */
    <T extends KubeObject> T patch(
            Kind<T> kind, String namespace, String name, Patch patch, String subresource, WriteOptions options);

    void delete(Kind<?> kind, String namespace, String name, DeleteOptions options);

    void deleteCollection(Kind<?> kind, String namespace, ListQuery query, DeleteOptions options);

    /**
     * Posts to a subresource: {@code pods/binding}, {@code pods/eviction}, {@code serviceaccounts/token}.
     *
     * @param resultKind the kind that the answer has; a {@code Status} answer is returned as {@code null}
     */
    <I, O> @Nullable O post(
            Kind<?> parent,
            String namespace,
            String name,
            String subresource,
            Kind<I> bodyKind,
            I body,
            Kind<O> resultKind);

    /** Creates an object that is not stored, such as a SubjectAccessReview, and returns the answer. */
    <T> T review(Kind<T> kind, String namespace, T object);

    /** The changes after {@code query.resourceVersion()}. The caller closes it. */
    <T extends KubeObject> Watch<T> watch(Kind<T> kind, String namespace, ListQuery query);

    /**
     * The objects themselves, where this client stands beside them in one process: an informer then needs no copy. Empty
     * for a remote client.
     */
    default <T extends KubeObject> Optional<Reader<T>> image(Kind<T> kind) {
        return Optional.empty();
    }
}
