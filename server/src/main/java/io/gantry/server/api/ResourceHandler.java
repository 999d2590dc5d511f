package io.gantry.server.api;

import io.gantry.api.Kind;
import io.gantry.api.KubeList;
import io.gantry.api.KubeObject;
import io.gantry.api.codec.Cbor;
import io.gantry.api.codec.DecodeException;
import io.gantry.api.codec.Tree;
import io.gantry.api.core.v1.NamespaceType;
import io.gantry.api.meta.v1.DeleteOptions;
import io.gantry.api.meta.v1.DeleteOptionsBuilder;
import io.gantry.api.meta.v1.ListMetaType;
import io.gantry.api.meta.v1.Status;
import io.gantry.api.meta.v1.StatusBuilder;
import io.gantry.api.meta.v1.StatusDetailsBuilder;
import io.gantry.api.status.StatusException;
import io.gantry.client.ListQuery;
import io.gantry.client.ObjectList;
import io.gantry.client.Patch;
import io.gantry.client.WriteOptions;
import io.gantry.server.edge.Exchange;
import io.gantry.server.edge.Query;
import io.gantry.server.local.LocalApi;
import io.gantry.server.registry.Patcher.Strictness;
import io.gantry.server.registry.Registry.Deleted;
import io.gantry.server.registry.Registry.Edited;
import io.gantry.server.registry.Registry.Written;
import io.gantry.server.registry.Resource;
import io.gantry.server.registry.WatchCursor;
import io.gantry.server.registry.WatchQuery;
import io.gantry.server.request.RequestInfo;
import io.gantry.server.request.RequestScope;
import io.gantry.server.request.RequestWitness;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Serves the paths of resources: turns a verb into a call of the registry and its outcome into an answer. */
final class ResourceHandler {
    /** A watch without a time limit ends after 30 to 60 minutes, so that clients spread over servers; as in Kubernetes. */
    private static final int MIN_WATCH_SECONDS = 1800;

    private static final String APPLY_CBOR = "application/apply-patch+cbor";

    private final LocalApi api;
    private final Bodies bodies;
    private final Replies replies;
    private final WatchResponder watches;
    private final Subresources subresources;

    ResourceHandler(LocalApi api, Bodies bodies, Replies replies, WatchResponder watches, Subresources subresources) {
        this.api = api;
        this.bodies = bodies;
        this.replies = replies;
        this.watches = watches;
        this.subresources = subresources;
    }

    /** Requests that last by their nature: they are not counted among those in flight. */
    static boolean isLong(RequestInfo info, Query query) {
        return switch (info.subresource()) {
            case "exec", "attach", "portforward", "proxy" -> true;
            case "log" -> Options.flag(query, "follow");
            default -> info.verb().equals("watch");
        };
    }

    /** The kind at the request's path; null when nothing is served there. */
    @Nullable
    Kind<?> find(RequestInfo info) {
        Kind<?> kind = api.registries().kind(info.group(), info.version(), info.resource());
        return kind == null || isMisplaced(kind, info) ? null : kind;
    }

    /** Objects of the cluster do not lie in a namespace; and unlike built-in ones, custom resources are only listed across all. */
    private static boolean isMisplaced(Kind<?> kind, RequestInfo info) {
        return kind.namespaced()
                ? kind.custom()
                        && info.namespace().isEmpty()
                        && !(info.verb().equals("list") || info.verb().equals("watch"))
                : !info.namespace().isEmpty() && kind != NamespaceType.KIND;
    }

    /** @param kind what {@link #find} gave */
    void handle(Exchange exchange, Query query, RequestInfo info, Kind<?> kind) throws IOException {
        Resource<?> resource = api.registries().find(info.group(), info.version(), info.resource());
        if (resource == null) {
            unstored(exchange, query, info, kind);
            return;
        }
        if (!info.subresource().isEmpty()) {
            if (subresources.handle(exchange, query, info, resource)) {
                return;
            }
            if (!writable(kind, info.subresource())) {
                throw kind.custom()
                        ? StatusException.notFound(kind.group(), kind.plural(), info.name())
                        : StatusException.noSuchPath();
            }
        }
        serve(exchange, query, info, resource);
    }

    /** Whether the subresource is the object itself, of which only a part is written. */
    private static boolean writable(Kind<?> kind, String subresource) {
        return kind.subresources().stream().anyMatch(s -> s.startsWith(subresource + "|"));
    }

    private <S extends KubeObject> void serve(Exchange exchange, Query query, RequestInfo info, Resource<S> resource)
            throws IOException {
        Kind<S> kind = resource.kind();
        String method = exchange.method().toUpperCase(Locale.ROOT);
        boolean named = !info.name().isEmpty();
        if (kind.namespaced() && info.namespace().isEmpty() && (named || !method.equals("GET"))) {
            throw notAllowed();
        }
        if (!info.subresource().isEmpty() && !List.of("GET", "PUT", "PATCH").contains(method)) {
            throw notAllowed();
        }
        switch (method) {
            case "GET" -> {
                if (info.verb().equals("watch")) {
                    watch(exchange, query, info, resource);
                } else if (named) {
                    get(exchange, query, info, resource);
                } else {
                    list(exchange, query, info, resource);
                }
            }
            case "POST" -> {
                if (named) {
                    throw notAllowed();
                }
                create(exchange, query, info, resource);
            }
            case "PUT" -> update(exchange, query, info, resource, named);
            case "PATCH" -> patch(exchange, query, info, resource, named);
            case "DELETE" -> {
                if (named) {
                    delete(exchange, query, info, resource);
                } else if (!kind.verbs().contains("deletecollection")) {
                    throw notAllowed();
                } else {
                    deleteCollection(exchange, query, info, resource);
                }
            }
            default -> throw notAllowed();
        }
    }

    private <S extends KubeObject> void get(Exchange exchange, Query query, RequestInfo info, Resource<S> resource)
            throws IOException {
        Negotiation how = Negotiation.of(exchange, query.first("pretty"), resource.kind());
        String version = query.first("resourceVersion");
        S object = resource.get(namespace(info, resource.kind()), info.name(), version == null ? "" : version);
        replies.object(exchange, how, 200, resource.kind(), object, include(query));
    }

    private <S extends KubeObject> void list(Exchange exchange, Query query, RequestInfo info, Resource<S> resource)
            throws IOException {
        Negotiation how = Negotiation.of(exchange, query.first("pretty"), resource.kind());
        if (query.contains("sendInitialEvents")) {
            throw Options.invalid(
                    "ListOptions",
                    "FieldValueForbidden",
                    "sendInitialEvents",
                    "Forbidden: sendInitialEvents is forbidden for list");
        }
        ObjectList<S> list = resource.list(namespace(info, resource.kind()), Options.list(query));
        replies.list(exchange, how, resource.kind(), list, include(query));
    }

    private <S extends KubeObject> void watch(Exchange exchange, Query query, RequestInfo info, Resource<S> resource)
            throws IOException {
        Negotiation how = Negotiation.ofWatch(exchange, query.first("pretty"), resource.kind());
        boolean bookmarks = Options.flag(query, "allowWatchBookmarks");
        ListQuery select = Options.list(query);
        if (!info.name().isEmpty()
                && info.path().contains("/watch/")
                && select.fieldSelector().isEmpty()) {
            select = ListQuery.fields("metadata.name=" + info.name()).withResourceVersion(select.resourceVersion());
        }
        long seconds = Options.number(query, "timeoutSeconds", 0);
        Duration limit = Duration.ofSeconds(
                seconds > 0
                        ? seconds
                        : MIN_WATCH_SECONDS + ThreadLocalRandom.current().nextInt(MIN_WATCH_SECONDS));
        WatchQuery watch = new WatchQuery(select, bookmarks, Options.optionalFlag(query, "sendInitialEvents"));
        WatchCursor<S> cursor;
        try {
            cursor = resource.watch(namespace(info, resource.kind()), watch);
        } catch (StatusException e) {
            if (!e.isExpired()) {
                throw e;
            }
            watches.refuse(exchange, how, e);
            return;
        }
        watches.serve(exchange, how, resource.kind(), cursor, limit, bookmarks, include(query));
    }

    private <S extends KubeObject> void create(Exchange exchange, Query query, RequestInfo info, Resource<S> resource)
            throws IOException {
        Negotiation how = Negotiation.of(exchange, query.first("pretty"), resource.kind());
        WriteOptions options = Options.write(exchange, query, "CreateOptions", true);
        S object = bodies.read(exchange, resource.kind(), Options.strictness(query, "CreateOptions"));
        S created = resource.create(namespace(info, resource.kind()), new Edited<>(object, null), options);
        replies.object(exchange, how, 201, resource.kind(), created, include(query));
    }

    private <S extends KubeObject> void update(
            Exchange exchange, Query query, RequestInfo info, Resource<S> resource, boolean named) throws IOException {
        if (!named) {
            throw notAllowed();
        }
        Negotiation how = Negotiation.of(exchange, query.first("pretty"), resource.kind());
        WriteOptions options = Options.write(exchange, query, "UpdateOptions", true);
        S object = bodies.read(exchange, resource.kind(), Options.strictness(query, "UpdateOptions"));
        requireName(object, info);
        Written<S> written =
                resource.replace(namespace(info, resource.kind()), info.name(), info.subresource(), object, options);
        replies.object(exchange, how, written.created() ? 201 : 200, resource.kind(), written.object(), include(query));
    }

    /** What replaces an object says which. */
    static void requireName(KubeObject object, RequestInfo info) {
        String name = object.name();
        if (name.isEmpty()) {
            throw StatusException.badRequest("the name of the object (" + info.name()
                    + " based on URL) was undeterminable: name must be provided");
        }
        if (!name.equals(info.name())) {
            throw StatusException.badRequest(
                    "the name of the object (" + name + ") does not match the name on the URL (" + info.name() + ")");
        }
        String namespace = object.namespace();
        if (!info.namespace().isEmpty() && !namespace.isEmpty() && !namespace.equals(info.namespace())) {
            throw StatusException.badRequest("the namespace of the object (" + namespace
                    + ") does not match the namespace on the request (" + info.namespace() + ")");
        }
    }

    private <S extends KubeObject> void patch(
            Exchange exchange, Query query, RequestInfo info, Resource<S> resource, boolean named) throws IOException {
        if (!named) {
            throw notAllowed();
        }
        Negotiation how = Negotiation.of(exchange, query.first("pretty"), resource.kind());
        Patch patch = patchOf(exchange);
        WriteOptions options = Options.write(exchange, query, "PatchOptions", patch.type() != Patch.Type.APPLY);
        Strictness strictness = Options.strictness(query, "PatchOptions");
        Written<S> written = api.patcher()
                .patch(
                        resource,
                        namespace(info, resource.kind()),
                        info.name(),
                        info.subresource(),
                        patch,
                        strictness,
                        options);
        replies.object(exchange, how, written.created() ? 201 : 200, resource.kind(), written.object(), include(query));
    }

    static Patch patchOf(Exchange exchange) throws IOException {
        String header = exchange.headers().first("content-type");
        String type = header == null ? "" : header;
        int semicolon = type.indexOf(';');
        String bare = (semicolon < 0 ? type : type.substring(0, semicolon)).strip();
        for (Patch.Type each : Patch.Type.values()) {
            if (each.mediaType().equals(bare)) {
                return witnessed(new Patch(each, Bodies.bytes(exchange)));
            }
        }
        if (bare.equals(APPLY_CBOR)) {
            return witnessed(new Patch(Patch.Type.APPLY, configuration(Bodies.bytes(exchange))));
        }
        throw StatusException.unsupportedMediaType(
                "application/json-patch+json, application/merge-patch+json, application/strategic-merge-patch+json, "
                        + "application/apply-patch+yaml, " + APPLY_CBOR);
    }

    private static Patch witnessed(Patch patch) {
        RequestWitness witness = RequestScope.currentWitness();
        if (witness != null) {
            witness.patched(patch.body());
        }
        return patch;
    }

    /** A configuration in CBOR as one in JSON, which is YAML: there is one way to apply. */
    private static byte[] configuration(byte[] cbor) {
        try {
            return Tree.toJson(Cbor.parse(cbor));
        } catch (DecodeException e) {
            throw StatusException.badRequest("error decoding CBOR: " + e.getMessage());
        }
    }

    private <S extends KubeObject> void delete(Exchange exchange, Query query, RequestInfo info, Resource<S> resource)
            throws IOException {
        Negotiation how = Negotiation.of(exchange, query.first("pretty"), resource.kind());
        DeleteOptions options = deleteOptions(exchange, query);
        Kind<S> kind = resource.kind();
        Deleted<S> deleted = resource.delete(namespace(info, kind), info.name(), options);
        if (!deleted.gone() || resource.traits().deletedObject()) {
            int code = !deleted.gone() && Boolean.FALSE.equals(options.orphanDependents()) ? 202 : 200;
            replies.object(exchange, how, code, kind, deleted.object(), include(query));
            return;
        }
        replies.status(
                exchange, how, success(kind, info.name(), deleted.object().uid()));
    }

    static Status success(Kind<?> kind, String name, String uid) {
        return StatusBuilder.of()
                .status("Success")
                .details(StatusDetailsBuilder.of()
                        .name(name)
                        .group(kind.group().isEmpty() ? null : kind.group())
                        .kind(kind.plural())
                        .uid(uid.isEmpty() ? null : uid)
                        .build())
                .build();
    }

    private <S extends KubeObject> void deleteCollection(
            Exchange exchange, Query query, RequestInfo info, Resource<S> resource) throws IOException {
        Negotiation how = Negotiation.of(exchange, query.first("pretty"), resource.kind());
        DeleteOptions options = deleteOptions(exchange, query);
        ObjectList<S> list = resource.deleteCollection(namespace(info, resource.kind()), Options.list(query), options);
        replies.list(exchange, how, resource.kind(), list, include(query));
    }

    private DeleteOptions deleteOptions(Exchange exchange, Query query) throws IOException {
        DeleteOptions body = bodies.deleteOptions(exchange, Options.strictness(query, "DeleteOptions"));
        if (body == null) {
            return Options.delete(query);
        }
        return Options.dryRun(query, "DeleteOptions") && body.dryRun().isEmpty()
                ? DeleteOptionsBuilder.of(body).dryRun(List.of("All")).build()
                : body;
    }

    /** Kinds that are answered and not kept: reviews, and the list of components that nobody has any more. */
    private void unstored(Exchange exchange, Query query, RequestInfo info, Kind<?> kind) throws IOException {
        Negotiation how = Negotiation.of(exchange, query.first("pretty"), false);
        if (exchange.method().equals("POST")
                && kind.verbs().contains("create")
                && info.subresource().isEmpty()) {
            Object question = bodies.read(exchange, kind, Options.strictness(query, "CreateOptions"));
            if (question instanceof io.gantry.api.core.v1.Binding binding) {
                api.actions().bind(info.namespace(), binding.name(), binding, Options.dryRun(query, "CreateOptions"));
                replies.status(
                        exchange,
                        how,
                        StatusBuilder.of().status("Success").code(201).build());
                return;
            }
            Object answer = api.questions()
                    .answer(
                            kind,
                            question,
                            info.namespace(),
                            RequestScope.currentUser(),
                            Options.dryRun(query, "CreateOptions"));
            replies.topLevel(exchange, how, 201, answer);
            return;
        }
        if (exchange.method().equals("GET") && kind.verbs().contains("list")) {
            if (!info.name().isEmpty()) {
                throw StatusException.notFound(kind.group(), kind.plural(), info.name());
            }
            replies.topLevel(exchange, how, 200, new KubeList<>(kind, ListMetaType.EMPTY, List.of()));
            return;
        }
        throw notAllowed();
    }

    static String namespace(RequestInfo info, Kind<?> kind) {
        return kind.namespaced() ? info.namespace() : "";
    }

    static TablePrinter.Include include(Query query) {
        return switch (Options.text(query, "includeObject")) {
            case "None" -> TablePrinter.Include.NONE;
            case "Object" -> TablePrinter.Include.OBJECT;
            default -> TablePrinter.Include.METADATA;
        };
    }

    static StatusException notAllowed() {
        return StatusException.notAllowed();
    }
}
