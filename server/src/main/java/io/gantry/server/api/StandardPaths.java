package io.gantry.server.api;

import io.gantry.api.codec.Tree;
import io.gantry.api.status.StatusException;
import io.gantry.base.Once;
import io.gantry.server.aggregation.Aggregator;
import io.gantry.server.discovery.Discovery;
import io.gantry.server.edge.Exchange;
import io.gantry.server.edge.Headers;
import io.gantry.server.openapi.OpenApi;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Discovery, OpenAPI, version and health. What costs something is made when it is first asked for. Thread-safe. */
final class StandardPaths implements StaticPaths {
    private static final String OPENAPI = "/openapi/v3";

    private final Supplier<Discovery> discovery;
    private final Supplier<OpenApi> openApi;
    private final Aggregator aggregator;
    private final Once<byte[], RuntimeException> version;
    private final HealthPaths health;

    StandardPaths(
            Supplier<Discovery> discovery,
            Supplier<OpenApi> openApi,
            Aggregator aggregator,
            String gitVersion,
            HealthPaths health) {
        this.discovery = discovery;
        this.openApi = openApi;
        this.aggregator = aggregator;
        this.version = new Once<>(() -> Tree.toJson(BuildInfo.read().version(gitVersion)));
        this.health = health;
    }

    @Override
    public boolean serve(Exchange exchange, String path) throws IOException {
        if (path.equals("/")) {
            index(exchange);
            return true;
        }
        if (path.equals("/version")) {
            requireGet(exchange);
            respond(exchange, 200, "application/json", version.get());
            return true;
        }
        if (path.startsWith(OPENAPI)) {
            return openApiV3(exchange, path);
        }
        if (path.equals("/openapi/v2")) {
            openApiV2(exchange);
            return true;
        }
        if (health.serve(exchange, path)) {
            return true;
        }
        Discovery.Document document = path.startsWith("/api")
                ? aggregator.discovery(path, exchange.headers().all("accept"), discovery.get())
                : null;
        if (document == null) {
            return false;
        }
        if (!isGroups(path)) {
            requireGet(exchange);
        }
        tagged(exchange, document.contentType(), document.body(), document.etag(), false);
        return true;
    }

    /** What Kubernetes' aggregator answers itself: the groups, and one of them. */
    private static boolean isGroups(String path) {
        return path.equals("/apis") || (path.startsWith("/apis/") && path.indexOf('/', 6) < 0);
    }

    /**
     * As in Kubernetes, versions of groups and of the server are only read, and not even HEAD does; to the other paths it is
     * all the same how they are asked.
     */
    private static void requireGet(Exchange exchange) {
        if (!exchange.method().equals("GET")) {
            throw StatusException.notAllowed();
        }
    }

    private boolean openApiV3(Exchange exchange, String path) throws IOException {
        OpenApi.@Nullable Document document = path.equals(OPENAPI)
                ? aggregator.openApiV3Index(openApi.get())
                : path.startsWith(OPENAPI + "/")
                        ? aggregator.openApiV3(path.substring(OPENAPI.length() + 1), openApi.get())
                        : null;
        if (document == null) {
            return false;
        }
        boolean forever = !path.equals(OPENAPI) && exchange.query().contains("hash");
        tagged(exchange, "application/json", document.body(), document.etag(), forever);
        return true;
    }

    private void openApiV2(Exchange exchange) throws IOException {
        boolean protobuf =
                exchange.headers().all("accept").stream().anyMatch(value -> value.contains("proto-openapi.spec.v2"));
        OpenApi.Document document = aggregator.openApiV2(openApi.get(), protobuf);
        tagged(exchange, protobuf ? OpenApi.V2_PROTOBUF : "application/json", document.body(), document.etag(), false);
    }

    private static void tagged(Exchange exchange, String contentType, byte[] body, String etag, boolean forever)
            throws IOException {
        Headers.Builder fields = Headers.builder()
                .add("audit-id", AuditIds.echoed())
                .add("content-type", contentType)
                .add("etag", etag)
                .add("vary", "Accept")
                .add("cache-control", forever ? "public, immutable" : "public");
        Headers headers = Replies.flow(fields).build();
        if (exchange.headers().elements("if-none-match").contains(etag)) {
            exchange.respond(304, headers, new byte[0]);
            return;
        }
        exchange.respond(200, headers, body);
    }

    private void index(Exchange exchange) throws IOException {
        List<String> paths = new ArrayList<>(List.of("/api", "/api/v1", "/apis"));
        paths.addAll(health.paths());
        paths.addAll(List.of("/metrics", "/metrics/slis", "/openapi/v2", "/openapi/v3", "/version"));
        Collections.sort(paths);
        respond(exchange, 200, "application/json", Tree.toJson(Map.of("paths", paths)));
    }

    private static void respond(Exchange exchange, int code, String contentType, byte[] body) throws IOException {
        exchange.respond(code, Replies.headers(exchange, contentType), body);
    }
}
