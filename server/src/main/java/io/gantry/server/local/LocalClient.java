package io.gantry.server.local;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.authentication.v1.TokenRequest;
import io.gantry.api.core.v1.Binding;
import io.gantry.api.meta.v1.DeleteOptions;
import io.gantry.api.policy.v1.Eviction;
import io.gantry.api.status.StatusException;
import io.gantry.client.Client;
import io.gantry.client.ListQuery;
import io.gantry.client.ObjectList;
import io.gantry.client.Patch;
import io.gantry.client.Reader;
import io.gantry.client.Watch;
import io.gantry.client.WriteOptions;
import io.gantry.server.local.LocalRequests.Asked;
import io.gantry.server.local.LocalRequests.Caller;
import io.gantry.server.metrics.Verb;
import io.gantry.server.registry.Patcher.Strictness;
import io.gantry.server.registry.Registry.Edited;
import io.gantry.server.registry.Resource;
import io.gantry.server.registry.WatchCursor;
import io.gantry.server.registry.WatchQuery;
import io.gantry.server.request.UserInfo;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The registries as method calls, made in the name of one user. What it returns are the stored objects themselves; {@link
 * #image} reads the store's newest snapshot. Authorization is not asked: who holds this client is trusted. Thread-safe.
 */
public final class LocalClient implements Client {
    private final LocalApi api;
    private final UserInfo user;
    private final String fieldManager;
    private final Caller caller;

    /** @param fieldManager who is recorded as the owner of written fields; empty to record nobody */
    public LocalClient(LocalApi api, UserInfo user, String fieldManager) {
        this.api = api;
        this.user = user;
        this.fieldManager = fieldManager;
        this.caller = new Caller(user, fieldManager.isEmpty() ? user.name() : fieldManager);
    }

    @Override
    public <T extends KubeObject> T get(Kind<T> kind, String namespace, String name) {
        return as(
                Asked.read(kind, "get", Verb.GET, namespace, name),
                null,
                () -> api.registries().of(kind).get(namespace, name));
    }

    @Override
    public <T extends KubeObject> Optional<T> find(Kind<T> kind, String namespace, String name) {
        return Optional.ofNullable(this.<@Nullable T>as(
                Asked.read(kind, "get", Verb.GET, namespace, name),
                null,
                () -> api.registries().of(kind).find(namespace, name)));
    }

    @Override
    public <T extends KubeObject> ObjectList<T> list(Kind<T> kind, String namespace, ListQuery query) {
        return as(
                Asked.read(kind, "list", Verb.LIST, namespace, ""),
                null,
                () -> api.registries().of(kind).list(namespace, query));
    }

    @Override
    public <T extends KubeObject> T create(Kind<T> kind, T object, WriteOptions options) {
        return as(
                new Asked(kind, "create", Verb.POST, object.namespace(), object.name(), "", options.dryRun(), 201),
                object,
                () -> api.registries().of(kind).create(object.namespace(), new Edited<>(object, null), mine(options)));
    }

    @Override
    public <T extends KubeObject> T update(Kind<T> kind, T object, WriteOptions options) {
        return updateSubresource(kind, object, "", options);
    }

    @Override
    public <T extends KubeObject> T updateStatus(Kind<T> kind, T object, WriteOptions options) {
        return updateSubresource(kind, object, "status", options);
    }

    @Override
    public <T extends KubeObject> T updateSubresource(
            Kind<T> kind, T object, String subresource, WriteOptions options) {
        return as(
                new Asked(
                        kind,
                        "update",
                        Verb.PUT,
                        object.namespace(),
                        object.name(),
                        subresource,
                        options.dryRun(),
                        200),
                object,
                () -> api.registries()
                        .of(kind)
                        .replace(object.namespace(), object.name(), subresource, object, mine(options))
                        .object());
    }

    @Override
    public <T extends KubeObject> T patch(
            Kind<T> kind, String namespace, String name, Patch patch, String subresource, WriteOptions options) {
        Resource<T> resource = api.registries().of(kind);
        Verb verb = patch.type() == Patch.Type.APPLY ? Verb.APPLY : Verb.PATCH;
        Asked asked = new Asked(kind, "patch", verb, namespace, name, subresource, options.dryRun(), 200);
        return as(asked, patch, () -> {
            if (subresource.equals("scale")) {
                return api.patcher()
                        .patchScale(resource, namespace, name, patch, Strictness.IGNORE, mine(options))
                        .object();
            }
            return api.patcher()
                    .patch(resource, namespace, name, subresource, patch, Strictness.IGNORE, mine(options))
                    .object();
        });
    }

    @Override
    public void delete(Kind<?> kind, String namespace, String name, DeleteOptions options) {
        boolean dryRun = !options.dryRun().isEmpty();
        as(
                new Asked(kind, "delete", Verb.DELETE, namespace, name, "", dryRun, 200),
                null,
                () -> resource(kind).delete(namespace, name, options));
    }

    @Override
    public void deleteCollection(Kind<?> kind, String namespace, ListQuery query, DeleteOptions options) {
        boolean dryRun = !options.dryRun().isEmpty();
        as(
                new Asked(kind, "deletecollection", Verb.DELETE, namespace, "", "", dryRun, 200),
                null,
                () -> resource(kind).deleteCollection(namespace, query, options));
    }

    @Override
    @SuppressWarnings("unchecked") // each case answers with the kind that the subresource is known for
    public <I, O> @Nullable O post(
            Kind<?> parent,
            String namespace,
            String name,
            String subresource,
            Kind<I> bodyKind,
            I body,
            Kind<O> resultKind) {
        Asked asked = new Asked(parent, "create", Verb.POST, namespace, name, subresource, false, 201);
        return as(asked, body, () -> switch (body) {
            case Binding binding -> {
                api.actions().bind(namespace, name, binding, false);
                yield null;
            }
            case Eviction eviction -> {
                api.evictions().evict(namespace, name, eviction, false);
                yield null;
            }
            case TokenRequest request -> (O) api.actions().issueToken(namespace, name, request);
            case null, default ->
                throw StatusException.methodNotSupported(parent.group(), parent.plural() + "/" + subresource, "create");
        });
    }

    @Override
    @SuppressWarnings("unchecked") // a review is answered by one of its own kind
    public <T> T review(Kind<T> kind, String namespace, T object) {
        return (T) as(
                new Asked(kind, "create", Verb.POST, namespace, "", "", false, 201),
                object,
                () -> api.questions().answer(kind, object, namespace, user, false));
    }

    @Override
    public <T extends KubeObject> Watch<T> watch(Kind<T> kind, String namespace, ListQuery query) {
        WatchCursor<T> cursor = api.registries().of(kind).watch(namespace, WatchQuery.of(query));
        return new LocalWatch<>(
                cursor, api.requests().watching(caller, Asked.read(kind, "watch", Verb.WATCH, namespace, "")));
    }

    @Override
    public <T extends KubeObject> Optional<Reader<T>> image(Kind<T> kind) {
        if (kind.custom()) {
            return Optional.of(new CustomReader<>(kind));
        }
        Resource<T> resource = api.registries().of(kind);
        return Optional.of(new Reader<>() {
            @Override
            public @Nullable T get(String namespace, String name) {
                return resource.find(namespace, name);
            }

            @Override
            public List<T> list(String namespace) {
                return resource.all(namespace);
            }
        });
    }

    /** Definitions change and go while their objects are read: each look takes the resource as it is then. */
    private final class CustomReader<T extends KubeObject> implements Reader<T> {
        private final Kind<T> kind;

        CustomReader(Kind<T> kind) {
            this.kind = kind;
        }

        private boolean served() {
            return api.registries().kind(kind.group(), kind.version(), kind.plural()) != null;
        }

        @Override
        public @Nullable T get(String namespace, String name) {
            return served() ? api.registries().of(kind).find(namespace, name) : null;
        }

        @Override
        public List<T> list(String namespace) {
            return served() ? api.registries().of(kind).all(namespace) : List.of();
        }
    }

    @SuppressWarnings("unchecked") // what is stored is an object
    private Resource<?> resource(Kind<?> kind) {
        return api.registries().of((Kind<? extends KubeObject>) kind);
    }

    private WriteOptions mine(WriteOptions options) {
        return options.fieldManager().isEmpty()
                ? new WriteOptions(fieldManager, options.dryRun(), options.force())
                : options;
    }

    private <R extends @Nullable Object> R as(Asked asked, @Nullable Object sent, Supplier<R> call) {
        return api.requests().call(caller, asked, sent, call);
    }
}
