package io.gantry.server.api;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.authentication.v1.TokenRequest;
import io.gantry.api.authentication.v1.TokenRequestType;
import io.gantry.api.autoscaling.v1.Scale;
import io.gantry.api.autoscaling.v1.ScaleType;
import io.gantry.api.core.v1.Binding;
import io.gantry.api.core.v1.BindingType;
import io.gantry.api.meta.v1.StatusBuilder;
import io.gantry.api.policy.v1.Eviction;
import io.gantry.api.policy.v1.EvictionType;
import io.gantry.api.status.StatusException;
import io.gantry.client.Patch;
import io.gantry.client.WriteOptions;
import io.gantry.server.edge.Exchange;
import io.gantry.server.edge.Query;
import io.gantry.server.local.LocalApi;
import io.gantry.server.registry.Patcher.Strictness;
import io.gantry.server.registry.Registry.Edited;
import io.gantry.server.registry.Registry.Written;
import io.gantry.server.registry.Resource;
import io.gantry.server.registry.Scales;
import io.gantry.server.request.RequestInfo;
import java.io.IOException;
import java.util.Objects;

/** The subresources that are not simply a part of the object: scale, binding, eviction, tokens, streams, proxies. */
final class Subresources {
    private final LocalApi api;
    private final Bodies bodies;
    private final Replies replies;
    private final PodStreams streams;
    private final Proxies proxies;

    Subresources(LocalApi api, Bodies bodies, Replies replies, PodStreams streams, Proxies proxies) {
        this.api = api;
        this.bodies = bodies;
        this.replies = replies;
        this.streams = streams;
        this.proxies = proxies;
    }

    /** Whether the request was for one of these and has been answered. */
    <S extends KubeObject> boolean handle(Exchange exchange, Query query, RequestInfo info, Resource<S> resource)
            throws IOException {
        Kind<S> kind = resource.kind();
        if (info.subresource().equals("scale") && offers(kind, "scale")) {
            scale(exchange, query, info, resource);
            return true;
        }
        switch (kind.qualifiedResource() + "/" + info.subresource()) {
            case "pods/binding" -> bind(exchange, query, info);
            case "pods/eviction" -> evict(exchange, query, info);
            case "serviceaccounts/token" -> token(exchange, query, info);
            case "pods/log" -> streams.logs(exchange, query, info);
            case "pods/exec" -> streams.exec(exchange, query, info);
            case "pods/attach" -> streams.attach(exchange, query, info);
            case "pods/portforward" -> streams.portForward(exchange, query, info);
            case "pods/proxy" -> proxies.pod(exchange, info);
            case "services/proxy" -> proxies.service(exchange, info);
            case "nodes/proxy" -> proxies.node(exchange, info);
            default -> {
                return false;
            }
        }
        return true;
    }

    private static boolean offers(Kind<?> kind, String subresource) {
        return kind.subresources().stream().anyMatch(s -> s.startsWith(subresource + "|"));
    }

    private void bind(Exchange exchange, Query query, RequestInfo info) throws IOException {
        require(exchange, "POST");
        Negotiation how = Negotiation.of(exchange, query.first("pretty"), false);
        Binding binding = bodies.read(exchange, BindingType.KIND, Options.strictness(query, "CreateOptions"));
        api.actions().bind(info.namespace(), info.name(), binding, Options.dryRun(query, "CreateOptions"));
        created(exchange, how);
    }

    private void evict(Exchange exchange, Query query, RequestInfo info) throws IOException {
        require(exchange, "POST");
        Negotiation how = Negotiation.of(exchange, query.first("pretty"), false);
        // The version before is not served any more, but still taken here.
        Eviction eviction = bodies.read(
                exchange,
                Objects.requireNonNull(EvictionType.TYPE.kind()),
                "policy/v1beta1",
                Options.strictness(query, "CreateOptions"));
        String name = eviction.name();
        if (!name.isEmpty() && !name.equals(info.name())) {
            throw StatusException.badRequest("name in URL does not match name in Eviction object: " + name);
        }
        api.evictions().evict(info.namespace(), info.name(), eviction, Options.dryRun(query, "CreateOptions"));
        created(exchange, how);
    }

    private void created(Exchange exchange, Negotiation how) throws IOException {
        replies.status(
                exchange, how, StatusBuilder.of().status("Success").code(201).build());
    }

    private void token(Exchange exchange, Query query, RequestInfo info) throws IOException {
        require(exchange, "POST");
        Negotiation how = Negotiation.of(exchange, query.first("pretty"), false);
        TokenRequest request = bodies.read(
                exchange,
                Objects.requireNonNull(TokenRequestType.TYPE.kind()),
                Options.strictness(query, "CreateOptions"));
        replies.topLevel(exchange, how, 201, api.actions().issueToken(info.namespace(), info.name(), request));
    }

    private <S extends KubeObject> void scale(Exchange exchange, Query query, RequestInfo info, Resource<S> resource)
            throws IOException {
        Negotiation how = Negotiation.of(exchange, query.first("pretty"), false);
        Kind<Scale> scaleKind = Objects.requireNonNull(ScaleType.TYPE.kind());
        switch (exchange.method()) {
            case "GET" -> replies.topLevel(exchange, how, 200, Scales.of(resource.get(info.namespace(), info.name())));
            case "PUT" -> {
                Scale scale = bodies.read(exchange, scaleKind, Options.strictness(query, "UpdateOptions"));
                ResourceHandler.requireName(scale, info);
                WriteOptions options = Options.write(exchange, query, "UpdateOptions", true);
                Written<S> written = resource.update(
                        info.namespace(),
                        info.name(),
                        "scale",
                        current -> new Edited<>(Scales.with(current, scale), null),
                        null,
                        options);
                replies.topLevel(exchange, how, 200, Scales.of(written.object()));
            }
            case "PATCH" -> {
                Patch patch = ResourceHandler.patchOf(exchange);
                Strictness strictness = Options.strictness(query, "PatchOptions");
                WriteOptions options = Options.write(exchange, query, "PatchOptions", patch.type() != Patch.Type.APPLY);
                Written<S> written =
                        api.patcher().patchScale(resource, info.namespace(), info.name(), patch, strictness, options);
                replies.topLevel(exchange, how, 200, Scales.of(written.object()));
            }
            default -> throw ResourceHandler.notAllowed();
        }
    }

    private static void require(Exchange exchange, String method) {
        if (!exchange.method().equals(method)) {
            throw ResourceHandler.notAllowed();
        }
    }
}
