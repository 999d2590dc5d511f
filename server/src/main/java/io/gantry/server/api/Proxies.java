package io.gantry.server.api;

import io.gantry.api.Kind;
import io.gantry.api.core.v1.Container;
import io.gantry.api.core.v1.ContainerPort;
import io.gantry.api.core.v1.Node;
import io.gantry.api.core.v1.NodeAddress;
import io.gantry.api.core.v1.NodeProxyOptions;
import io.gantry.api.core.v1.NodeProxyOptionsType;
import io.gantry.api.core.v1.NodeType;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodProxyOptions;
import io.gantry.api.core.v1.PodProxyOptionsType;
import io.gantry.api.core.v1.PodType;
import io.gantry.api.core.v1.Service;
import io.gantry.api.core.v1.ServicePort;
import io.gantry.api.core.v1.ServiceProxyOptions;
import io.gantry.api.core.v1.ServiceProxyOptionsType;
import io.gantry.api.core.v1.ServiceType;
import io.gantry.api.discovery.v1.Endpoint;
import io.gantry.api.discovery.v1.EndpointPort;
import io.gantry.api.discovery.v1.EndpointSlice;
import io.gantry.api.discovery.v1.EndpointSliceType;
import io.gantry.api.schema.RecordType;
import io.gantry.api.status.StatusException;
import io.gantry.client.node.NodeApi;
import io.gantry.client.node.NodeApiException;
import io.gantry.client.node.NodeReply;
import io.gantry.client.node.NodeRequest;
import io.gantry.server.edge.Exchange;
import io.gantry.server.edge.Headers;
import io.gantry.server.edge.ResponseStream;
import io.gantry.server.registry.Connections;
import io.gantry.server.registry.Registries;
import io.gantry.server.request.RequestInfo;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Passes plain HTTP requests on to pods, services and nodes: {@code …/pods/web:8080/proxy/path}. Redirects are the client's to
 * follow. The client is made when it is first needed. Thread-safe.
 */
final class Proxies implements AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    /** Headers of one hop, and those that Java's client sets itself. */
    private static final Set<String> NOT_FORWARDED = Set.of(
            "connection",
            "content-length",
            "expect",
            "host",
            "http2-settings",
            "keep-alive",
            "proxy-authorization",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "authorization",
            ":status");

    private static final Set<String> SCHEMES = Set.of("http", "https");

    /** Where a kubelet listens that says nothing else. */
    private static final int KUBELET_PORT = 10250;

    private final Registries registries;
    private final Connections connections;
    private final NodeDirectory nodes;
    private @Nullable HttpClient client;

    Proxies(Registries registries, Connections connections, NodeDirectory nodes) {
        this.registries = registries;
        this.connections = connections;
        this.nodes = nodes;
    }

    private record Target(String scheme, String host, int port) {}

    /** {@code [scheme:]name[:port]}. */
    private record Name(String scheme, String name, String port) {
        /** @param what is named: pod, service or node */
        static Name parse(String what, String text) {
            String[] parts = text.split(":", -1);
            Name name = switch (parts.length) {
                case 1 -> new Name("http", parts[0], "");
                case 2 -> new Name("http", parts[0], parts[1]);
                case 3 -> new Name(parts[0].isEmpty() ? "http" : parts[0], parts[1], parts[2]);
                default -> new Name("", "", "");
            };
            if (name.name().isEmpty() || !SCHEMES.contains(name.scheme())) {
                throw StatusException.badRequest("invalid " + what + " request \"" + text + "\"");
            }
            return name;
        }
    }

    void pod(Exchange exchange, RequestInfo info) throws IOException {
        String path = admitted(info, PodType.KIND, PodProxyOptionsType.TYPE, new PodProxyOptions(path(info)))
                .path();
        Name name = Name.parse("pod", info.name());
        Pod pod = registries.registry(PodType.KIND).get(info.namespace(), name.name());
        String address = pod.status().podIP();
        if (address == null || !mayBeReached(address)) {
            throw StatusException.badRequest("address not allowed");
        }
        forward(exchange, path, new Target(name.scheme(), address, podPort(pod, name.port())));
    }

    /** A status may say anything: what only this machine can reach is not for the users of the API. */
    private static boolean mayBeReached(String address) {
        try {
            InetAddress parsed = InetAddress.ofLiteral(address);
            return !parsed.isLoopbackAddress()
                    && !parsed.isLinkLocalAddress()
                    && !parsed.isMulticastAddress()
                    && !parsed.isAnyLocalAddress();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static int podPort(Pod pod, String port) {
        if (!port.isEmpty() && port.chars().allMatch(Character::isDigit)) {
            return Integer.parseInt(port);
        }
        for (Container container : pod.spec().containers()) {
            for (ContainerPort each : container.ports()) {
                if (port.isEmpty() || port.equals(each.name())) {
                    return each.containerPort();
                }
            }
        }
        if (port.isEmpty()) {
            return 80;
        }
        throw StatusException.badRequest("no port \"" + port + "\" in pod " + pod.name());
    }

    private <T> T admitted(RequestInfo info, Kind<?> kind, RecordType<T> type, T options) {
        return connections.admit(kind, "proxy", info.namespace(), info.name(), type, options);
    }

    /** What is proxied to, with a leading slash; null when the request names nothing. */
    private static @Nullable String path(RequestInfo info) {
        if (info.rest().isEmpty()) {
            return info.path().endsWith("/") ? "/" : null;
        }
        return "/" + info.rest();
    }

    /** Without a port, or with the kubelet's, it is the node's agent that is asked; otherwise who listens there. */
    void node(Exchange exchange, RequestInfo info) throws IOException {
        String path = admitted(info, NodeType.KIND, NodeProxyOptionsType.TYPE, new NodeProxyOptions(path(info)))
                .path();
        Name name = Name.parse("node", info.name());
        Node node = registries.registry(NodeType.KIND).get("", name.name());
        int kubelet = node.status().daemonEndpoints().kubeletEndpoint().Port();
        if (!name.port().isEmpty() && !name.port().equals(Integer.toString(kubelet == 0 ? KUBELET_PORT : kubelet))) {
            forward(exchange, path, new Target(name.scheme(), nodeAddress(node), number(info.name(), name.port())));
        } else if (path == null && reads(exchange)) {
            redirect(exchange);
        } else {
            agent(exchange, node.name(), path == null ? "/" : path);
        }
    }

    private void agent(Exchange exchange, String node, String path) throws IOException {
        NodeApi agent = nodes.find(node)
                .orElseThrow(() -> StatusException.unavailable(
                        "error trying to reach service: no connection to node \"" + node + "\""));
        NodeReply reply;
        try {
            reply = agent.http(new NodeRequest(exchange.method(), path, exchange.rawQuery()));
        } catch (NodeApiException e) {
            reply = NodeReply.text(e.code(), e.getMessage() + "\n");
        }
        exchange.respond(
                reply.code(),
                Headers.of("content-type", reply.mediaType(), "x-content-type-options", "nosniff"),
                reply.body());
    }

    /** Only by its address: a name could lead somewhere else when it is looked up again to connect. */
    private static String nodeAddress(Node node) {
        for (String type : List.of("InternalIP", "ExternalIP")) {
            for (NodeAddress each : node.status().addresses()) {
                if (type.equals(each.type())) {
                    if (!mayBeReached(each.address())) {
                        throw StatusException.badRequest("address not allowed");
                    }
                    return each.address();
                }
            }
        }
        throw StatusException.of(
                500,
                "InternalError",
                "no preferred addresses found; known addresses: "
                        + node.status().addresses());
    }

    private static int number(String id, String port) {
        try {
            int number = Integer.parseInt(port);
            if (number > 0 && number < 65536) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw StatusException.badRequest("invalid node request \"" + id + "\"");
    }

    void service(Exchange exchange, RequestInfo info) throws IOException {
        String path = admitted(
                        info, ServiceType.KIND, ServiceProxyOptionsType.TYPE, new ServiceProxyOptions(path(info)))
                .path();
        Name name = Name.parse("service", info.name());
        Service service = registries.registry(ServiceType.KIND).get(info.namespace(), name.name());
        ServicePort port = servicePort(service, name.port());
        for (EndpointSlice slice : registries.registry(EndpointSliceType.KIND).all(info.namespace())) {
            if (!service.name().equals(slice.metadata().labels().get("kubernetes.io/service-name"))) {
                continue;
            }
            Integer number = slicePort(slice, port);
            Endpoint endpoint = slice.endpoints().stream()
                    .filter(each -> !Boolean.FALSE.equals(each.conditions().ready()))
                    .findFirst()
                    .orElse(null);
            if (number != null && endpoint != null) {
                forward(
                        exchange,
                        path,
                        new Target(name.scheme(), endpoint.addresses().getFirst(), number));
                return;
            }
        }
        throw StatusException.unavailable("no endpoints available for service \"" + name.name() + "\"");
    }

    private static ServicePort servicePort(Service service, String port) {
        for (ServicePort each : service.spec().ports()) {
            if (port.isEmpty() || port.equals(each.name()) || port.equals(Integer.toString(each.port()))) {
                return each;
            }
        }
        throw StatusException.unavailable(
                "no service port \"" + port + "\" found for service \"" + service.name() + "\"");
    }

    private static @Nullable Integer slicePort(EndpointSlice slice, ServicePort port) {
        String name = port.name() == null ? "" : port.name();
        for (EndpointPort each : slice.ports()) {
            if (name.equals(each.name() == null ? "" : each.name())) {
                return each.port();
            }
        }
        return null;
    }

    private static boolean reads(Exchange exchange) {
        return exchange.method().equals("GET") || exchange.method().equals("HEAD");
    }

    /** Links on a page are relative to a path that ends in a slash. */
    private static void redirect(Exchange exchange) throws IOException {
        String query = exchange.rawQuery().isEmpty() ? "" : "?" + exchange.rawQuery();
        exchange.respond(301, Headers.of("location", exchange.rawPath() + "/" + query), new byte[0]);
    }

    private void forward(Exchange exchange, @Nullable String path, Target target) throws IOException {
        if (path == null && reads(exchange)) {
            redirect(exchange);
            return;
        }
        String host = target.host().contains(":") ? "[" + target.host() + "]" : target.host();
        String shown = path == null ? "/" : path.startsWith("/") ? path : "/" + path;
        String query = exchange.rawQuery().isEmpty() ? "" : "?" + exchange.rawQuery();
        URI uri = URI.create(target.scheme() + "://" + host + ":" + target.port() + shown + query);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        exchange.headers().forEach((name, value) -> {
            if (forwarded(name)) {
                request.header(name, value);
            }
        });
        byte[] body = Bodies.bytes(exchange);
        request.method(
                exchange.method(),
                body.length == 0 ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofByteArray(body));
        try (var _ = exchange.interruptOnClose()) {
            HttpResponse<InputStream> response =
                    client().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            List<String> headers = new ArrayList<>();
            response.headers().map().forEach((name, values) -> {
                if (forwarded(name)) {
                    values.forEach(value -> {
                        headers.add(name);
                        headers.add(value);
                    });
                }
            });
            try (InputStream in = response.body();
                    ResponseStream out =
                            exchange.respondStream(response.statusCode(), Headers.of(headers.toArray(new String[0])))) {
                byte[] buffer = new byte[16 * 1024];
                for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                    out.write(buffer, 0, count);
                    out.flush();
                }
            }
        } catch (ConnectException | HttpTimeoutException e) {
            throw StatusException.unavailable("error trying to reach service: "
                    + (e.getMessage() == null ? "connection refused" : e.getMessage()));
        } catch (InterruptedException e) {
            // The client went away; nobody is left to answer.
        }
    }

    private static boolean forwarded(String name) {
        return !NOT_FORWARDED.contains(name.toLowerCase(Locale.ROOT));
    }

    private synchronized HttpClient client() {
        if (client == null) {
            client = HttpClient.newBuilder()
                    .connectTimeout(CONNECT_TIMEOUT)
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();
        }
        return client;
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.shutdownNow();
        }
    }
}
