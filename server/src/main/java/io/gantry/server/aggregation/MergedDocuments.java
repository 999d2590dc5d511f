package io.gantry.server.aggregation;

import io.gantry.api.codec.Tree;
import io.gantry.base.Time;
import io.gantry.server.aggregation.Servers.Answer;
import io.gantry.server.discovery.Discovery;
import io.gantry.server.openapi.OpenApi;
import io.gantry.server.remote.Address;
import io.gantry.server.remote.DialErrors;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Documents that are about this server and the aggregated ones together. Discovery is made of what the loop found, and kept
 * until one of its sources changes; OpenAPI documents, which are large and seldom wanted, are asked for when somebody wants
 * them. Thread-safe.
 */
final class MergedDocuments {
    private static final System.Logger LOG = System.getLogger(MergedDocuments.class.getName());
    private static final String AGGREGATED = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";
    /** How old another server's OpenAPI document may be. */
    private static final Duration FRESH = Duration.ofSeconds(60);

    /** The sources of a document, compared by identity, and the document. */
    private record Made(Object local, Object routes, Object discovered, Object document) {
        @SuppressWarnings("ReferenceEquality") // immutable sources: another state is another object
        boolean of(Object localNow, Object routesNow, Object discoveredNow) {
            return local == localNow && routes == routesNow && discovered == discoveredNow;
        }
    }

    /** @param at nanoseconds of the monotonic clock */
    private record Fetched(Map<?, ?> document, long at) {}

    private final Servers servers;
    private final Supplier<Map<String, Discovered>> discovered;
    private final Time time;
    private final Map<String, Made> made = new ConcurrentHashMap<>();
    private final Map<String, Fetched> openApis = new ConcurrentHashMap<>();

    MergedDocuments(Servers servers, Supplier<Map<String, Discovered>> discovered, Time time) {
        this.servers = servers;
        this.discovered = discovered;
        this.time = time;
    }

    Discovery.@Nullable Document discovery(Routes routes, String path, Collection<String> accept, Discovery local) {
        Discovery.Document alone = local.find(path, accept);
        String[] parts = path.split("/", -1);
        boolean list = parts.length == 2 || (parts.length == 3 && parts[2].isEmpty());
        if (!parts[1].equals("apis") || !(list || parts.length == 3)) {
            return alone;
        }
        Discovery.Document source = local.find("/apis", List.of(AGGREGATED));
        if (source == null) {
            return alone;
        }
        Map<String, Discovered> now = discovered.get();
        String type = list && alone != null ? alone.contentType() : "application/json";
        String key = String.join("/", parts) + " " + type;
        Made known = made.get(key);
        if (known != null && known.of(source, routes, now)) {
            return (Discovery.Document) known.document();
        }
        List<MergedDiscovery.Group> groups =
                MergedDiscovery.merge(Tree.object(Tree.parseJson(source.body())), of(routes, now));
        Map<String, Object> tree = !list
                ? MergedDiscovery.group(groups, parts[2])
                : type.contains("APIGroupDiscoveryList")
                        ? MergedDiscovery.aggregated(groups, type.contains("v2beta1") ? "v2beta1" : "v2")
                        : MergedDiscovery.groupList(groups);
        if (tree == null) {
            return alone;
        }
        Discovery.Document document = Discovery.document(type, tree);
        made.put(key, new Made(source, routes, now, document));
        return document;
    }

    private static Map<Route, Discovered> of(Routes routes, Map<String, Discovered> now) {
        Map<Route, Discovered> all = new LinkedHashMap<>();
        routes.all().forEach(route -> all.put(route, now.getOrDefault(route.name(), Discovered.NOTHING)));
        return all;
    }

    OpenApi.Document openApiV3Index(Routes routes, OpenApi local) {
        OpenApi.Document alone = local.v3Index();
        return OpenApi.document(Tree.toJson(
                MergedOpenApi.v3Index(Tree.object(Tree.parseJson(alone.body())), of(routes, discovered.get()))));
    }

    /** A version 3 document of an aggregated server; null when it has none now. */
    OpenApi.@Nullable Document openApiV3(Route route) {
        byte[] body = fetch(route, "/openapi/v3/" + route.path());
        return body == null ? null : OpenApi.document(body);
    }

    OpenApi.Document openApiV2(Routes routes, OpenApi local, boolean protobuf) {
        Map<Route, Map<?, ?>> others = new LinkedHashMap<>();
        for (Route route : routes.all()) {
            Map<?, ?> document = openApiV2Of(route);
            if (document != null) {
                others.put(route, document);
            }
        }
        return local.v2(tree -> MergedOpenApi.v2(tree, others), protobuf);
    }

    private @Nullable Map<?, ?> openApiV2Of(Route route) {
        Fetched known = openApis.get(route.uid());
        long now = time.nanoTime();
        if (known != null && now - known.at() < FRESH.toNanos()) {
            return known.document();
        }
        byte[] body = fetch(route, "/openapi/v2");
        try {
            if (body != null && Tree.parseJson(body) instanceof Map<?, ?> document) {
                openApis.put(route.uid(), new Fetched(document, now));
                return document;
            }
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "The OpenAPI document behind " + route.name() + " is no JSON and is left out", e);
        }
        return known == null ? null : known.document();
    }

    private byte @Nullable [] fetch(Route route, String path) {
        Address address = route.available() ? servers.next(route) : null;
        if (address == null) {
            return null;
        }
        try {
            Answer answer = servers.get(
                    route, address, path, "application/json", AvailabilityLoop.AGGREGATOR, Servers.LONG_PATIENCE);
            return answer.good() ? answer.body() : null;
        } catch (IOException e) {
            LOG.log(Level.DEBUG, () -> route.name() + ": " + path + ": " + DialErrors.text(address, e));
            return null;
        }
    }
}
