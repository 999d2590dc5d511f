package io.gantry.server.stream;

import io.gantry.client.node.AttachRequest;
import io.gantry.client.node.ExecRequest;
import io.gantry.client.node.LogRequest;
import io.gantry.client.node.PodRef;
import io.gantry.server.edge.EdgeException;
import io.gantry.server.edge.Exchange;
import io.gantry.server.edge.Handler;
import io.gantry.server.edge.Headers;
import io.gantry.server.edge.Query;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** As much of the API as kubectl needs to reach the one pod that there is, {@code default/p} with container {@code c}. */
final class FakePodApi implements Handler {
    private static final Headers JSON = Headers.of("Content-Type", "application/json");
    private static final List<String> POD = List.of("api", "v1", "namespaces", "default", "pods", "p");

    final FakeNode node = new FakeNode();

    /** Upgrades in order: {@code GET exec websocket v5.channel.k8s.io}. */
    final Queue<String> upgrades = new ConcurrentLinkedQueue<>();

    private final boolean refuseWebSocket;

    FakePodApi(boolean refuseWebSocket) {
        this.refuseWebSocket = refuseWebSocket;
    }

    @Override
    public void handle(Exchange exchange) throws Exception {
        var segments = exchange.segments();
        if (segments.size() == POD.size() + 1 && segments.subList(0, POD.size()).equals(POD)) {
            subresource(exchange, segments.getLast());
            return;
        }
        String json = switch (exchange.rawPath()) {
            case "/version" -> """
                            {"major":"1","minor":"36","gitVersion":"v1.36.0"}""";
            case "/api" -> """
                            {"kind":"APIVersions","versions":["v1"]}""";
            case "/apis" -> """
                            {"kind":"APIGroupList","apiVersion":"v1","groups":[]}""";
            case "/api/v1" -> """
                            {"kind":"APIResourceList","groupVersion":"v1","resources":[
                            {"name":"pods","singularName":"pod","namespaced":true,"kind":"Pod","verbs":["get"],"shortNames":["po"]}]}""";
            case "/api/v1/namespaces/default/pods/p" -> """
                            {"kind":"Pod","apiVersion":"v1","metadata":{"name":"p","namespace":"default","uid":"u"},
                            "spec":{"containers":[{"name":"c","image":"i","stdin":true,"tty":false}]},
                            "status":{"phase":"Running"}}""";
            default -> throw new EdgeException(404, "the server could not find the requested resource");
        };
        exchange.respond(200, JSON, json.getBytes(StandardCharsets.UTF_8));
    }

    private void subresource(Exchange exchange, String name) throws IOException {
        var query = exchange.query();
        if (exchange.wantsWebSocket() && refuseWebSocket) {
            throw new EdgeException(403, "no WebSocket here");
        }
        if (exchange.wantsWebSocket() || exchange.wantsSpdy()) {
            upgrades.add(exchange.method() + " " + name + " "
                    + (exchange.wantsWebSocket()
                            ? "websocket " + String.join(",", exchange.offeredSubprotocols())
                            : "spdy " + String.join(",", exchange.headers().elements("x-stream-protocol-version"))));
        }
        var pod = new PodRef("default", "p", "");
        String container = Objects.requireNonNullElse(query.first("container"), "c");
        switch (name) {
            case "log" ->
                LogBridge.serve(
                        exchange,
                        node,
                        new LogRequest(pod, container, flag(query, "follow"), false, false, null, null, null, "All"));
            case "exec" -> {
                var options = options(query);
                var request = new ExecRequest(
                        pod,
                        container,
                        query.all("command"),
                        options.stdin(),
                        options.stdout(),
                        options.stderr(),
                        options.tty());
                ExecBridge.serve(exchange, () -> node.exec(request), options);
            }
            case "attach" -> {
                var options = options(query);
                var request = new AttachRequest(
                        pod, container, options.stdin(), options.stdout(), options.stderr(), options.tty());
                ExecBridge.serve(exchange, () -> node.attach(request), options);
            }
            case "portforward" -> PortForwardBridge.serve(exchange, pod, node);
            default -> throw new EdgeException(404, "the server could not find the requested resource");
        }
    }

    private static ExecBridge.Options options(Query query) {
        return new ExecBridge.Options(
                flag(query, "stdin"), flag(query, "stdout"), flag(query, "stderr"), flag(query, "tty"));
    }

    private static boolean flag(Query query, String name) {
        String value = query.first(name);
        return value != null && (value.equals("true") || value.equals("1") || value.isEmpty());
    }
}
