package io.gantry.testkit.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.core.v1.PodType;
import io.gantry.testkit.GantryCluster;
import io.gantry.testkit.coverage.Endpoint.Answer;
import java.net.URI;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** What is streamed from a pod that runs on a (simulated) node, and what is passed on to something that nobody serves. */
final class StreamWalk {
    /** Over a WebSocket, with the protocol that was asked for. */
    private static final String SOCKET = "W";
    /** What has no stream is told to ask for one. */
    private static final String UPGRADE = "U";
    /** Text. */
    private static final String TEXT = "t";
    /** Passed on: what is not there cannot answer, and the proxy says so. */
    private static final String PROXIED = "X";

    private final GantryCluster cluster;
    private final Endpoint endpoint;
    private final Findings findings;

    StreamWalk(GantryCluster cluster, Endpoint endpoint, Findings findings) {
        this.cluster = cluster;
        this.endpoint = endpoint;
        this.findings = findings;
    }

    void run(List<Served> subresources) {
        cluster.apply("""
                {apiVersion: v1, kind: Pod, metadata: {name: streams}, spec: {containers: [{name: web, image: web}]}}
                ---
                {apiVersion: v1, kind: Pod, metadata: {name: waiting},
                 spec: {nodeSelector: {no: node}, containers: [{name: web, image: web}]}}
                ---
                {apiVersion: v1, kind: Service, metadata: {name: streams}, spec: {ports: [{port: 80}]}}
                """);
        cluster.await(PodType.KIND, "default", "streams").untilCondition("Ready");
        for (Served each : subresources) {
            String path = each.resource().equals("nodes")
                    ? "/api/v1/nodes/" + cluster.nodes().getFirst() + "/" + each.subresource()
                    : "/api/v1/namespaces/default/" + each.resource() + "/" + name(each) + "/" + each.subresource();
            switch (each.subresource()) {
                case "log" ->
                    findings.check(each, "get", TEXT, () -> {
                        Answer answer = endpoint.get(path, "*/*");
                        assertThat(answer.code()).as(answer::text).isEqualTo(200);
                        assertThat(answer.type()).startsWith("text/plain");
                    });
                case "proxy" -> proxies(each, path);
                case "portforward" -> streams(each, path + "?ports=80", "v4.channel.k8s.io");
                default -> streams(each, path + "?command=true&stdout=true", "v5.channel.k8s.io");
            }
        }
    }

    /** Simulated containers write no log, and at a simulated pod's address might be anybody. */
    private static String name(Served each) {
        return List.of("pods/log", "pods/proxy").contains(each.name()) ? "waiting" : "streams";
    }

    private void streams(Served each, String path, String protocol) {
        findings.check(each, "get", SOCKET, () -> {
            WebSocket socket = endpoint.http()
                    .newWebSocketBuilder()
                    .subprotocols(protocol)
                    .buildAsync(
                            URI.create(endpoint.base().resolve(path).toString().replace("https:", "wss:")),
                            new WebSocket.Listener() {})
                    .get(20, TimeUnit.SECONDS);
            assertThat(socket.getSubprotocol()).isEqualTo(protocol);
            socket.abort();
        });
        findings.check(each, "create", UPGRADE, () -> {
            Answer answer = endpoint.send("POST", path, new byte[0], "", Form.JSON.mediaType());
            assertThat(answer.code()).as(answer::text).isEqualTo(400);
            assertThat(answer.text()).containsIgnoringCase("upgrade");
        });
    }

    private void proxies(Served each, String path) {
        for (String verb : each.verbs()) {
            String method = switch (verb) {
                case "create" -> "POST";
                case "update" -> "PUT";
                default -> verb.toUpperCase(Locale.ROOT);
            };
            findings.check(each, verb, PROXIED, () -> {
                for (String target : List.of(path, path + "/some/where?a=b")) {
                    Answer answer = endpoint.send(method, target, new byte[0], "", Form.JSON.mediaType());
                    if (each.resource().equals("pods")) {
                        assertThat(answer.text()).contains("address not allowed");
                    } else if (each.resource().equals("nodes") && verb.equals("get") && target.equals(path)) {
                        // Links on a page need a path that ends in a slash.
                        assertThat(answer.code()).as(answer::text).isEqualTo(301);
                    } else if (each.resource().equals("nodes")) {
                        assertThat(answer.code()).as(answer::text).isEqualTo(404);
                        assertThat(answer.text()).isEqualTo("404 page not found\n");
                    } else {
                        assertThat(answer.code()).as(answer::text).isEqualTo(503);
                        assertThat(answer.text()).contains("no endpoints available for service");
                    }
                }
            });
        }
    }
}
