package io.gantry.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.gantry.api.codec.Tree;
import io.gantry.api.core.v1.NodeType;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodType;
import io.gantry.client.Client;
import io.gantry.client.Patch;
import io.gantry.client.WriteOptions;
import io.gantry.testkit.junit.GantryTest;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A node's own pages, by way of the API server. */
@GantryTest(nodes = 1)
class NodeProxyTest {
    private GantryCluster cluster;
    private HttpClient http;
    private String node;

    @BeforeEach
    void aPodRuns(GantryCluster given) {
        cluster = given;
        http = HttpClient.newBuilder().sslContext(given.sslContext()).build();
        node = given.nodes().getFirst();
        given.apply("""
                {apiVersion: v1, kind: Pod, metadata: {name: web, namespace: default},
                 spec: {containers: [{name: app, image: web}]}}
                """);
        given.await(PodType.KIND, "default", "web").untilCondition("Ready");
    }

    @AfterEach
    void close() {
        http.shutdownNow();
    }

    private HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(cluster.url().resolve("/api/v1/nodes/" + path))
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private String page(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = send("GET", node + "/proxy" + path);
        assertThat(response.statusCode()).as(response::body).isEqualTo(200);
        return response.body();
    }

    private Map<String, Object> document(String path) throws IOException, InterruptedException {
        return Tree.object(Tree.parseJson(page(path).getBytes(StandardCharsets.UTF_8)));
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(Object value) {
        return (List<Map<String, Object>>) value;
    }

    @Test
    void health() throws Exception {
        assertThat(page("/healthz")).isEqualTo("ok");
        assertThat(page("/healthz/syncloop")).isEqualTo("ok");
        assertThat(send("GET", node + ":10250/proxy/healthz").body()).isEqualTo("ok");
        assertThat(send("GET", "https:" + node + ":10250/proxy/healthz").body()).isEqualTo("ok");
        assertThat(send("GET", "https:" + node + ":/proxy/healthz").body()).isEqualTo("ok");
    }

    @Test
    void pods(Client client) throws Exception {
        Map<String, Object> pods = document("/pods");

        assertThat(pods).containsEntry("kind", "PodList").containsEntry("apiVersion", "v1");
        Pod pod = client.get(PodType.KIND, "default", "web");
        assertThat(list(pods.get("items")))
                .singleElement()
                .satisfies(item -> assertThat(Tree.object(item.get("metadata"))).containsEntry("uid", pod.uid()));
    }

    @Test
    void configuration() throws Exception {
        assertThat(Tree.object(document("/configz").get("kubeletconfig")))
                .containsEntry("kind", "KubeletConfiguration")
                .containsEntry("clusterDomain", "cluster.local")
                .containsKey("maxPods");
    }

    @Test
    void metrics() throws Exception {
        assertThat(page("/metrics"))
                .contains("kubelet_node_name{node=\"" + node + "\"} 1.0\n", "kubelet_running_pods 1.0\n")
                .contains("kubelet_running_containers{container_state=\"running\"} 1.0\n");
        HttpResponse<String> resource = send("GET", node + "/proxy/metrics/resource");
        assertThat(resource.headers().firstValue("content-type")).contains("text/plain; version=0.0.4; charset=utf-8");
        String of = "{container=\"app\",namespace=\"default\",pod=\"web\"} ";
        assertThat(resource.body())
                .contains("container_cpu_usage_seconds_total" + of)
                .containsPattern("container_memory_working_set_bytes\\{.*} 1\\.6777216E7 [0-9]+\n")
                .contains("container_start_time_seconds" + of)
                .containsPattern("pod_memory_working_set_bytes\\{namespace=\"default\",pod=\"web\"} 1\\.6777216E7")
                .contains("resource_scrape_error 0.0\n");
    }

    @Test
    void probes() throws Exception {
        cluster.apply("""
                {apiVersion: v1, kind: Pod, metadata: {name: asked, namespace: default},
                 spec: {containers: [{name: app, image: web, readinessProbe: {tcpSocket: {port: 80}}}]}}
                """);
        cluster.await(PodType.KIND, "default", "asked").untilCondition("Ready");

        String of = "container=\"app\",namespace=\"default\",pod=\"asked\",probe_type=\"Readiness\"";
        assertThat(page("/metrics/probes"))
                .containsPattern("prober_probe_total\\{" + of + ",pod_uid=\"[^\"]+\",result=\"successful\"} [1-9]")
                .containsPattern("prober_probe_total\\{" + of + ",pod_uid=\"[^\"]+\",result=\"failed\"} 0.0\n")
                .containsPattern("prober_probe_duration_seconds_bucket\\{" + of + ",le=\"\\+Inf\"} [1-9]")
                .containsPattern("prober_probe_duration_seconds_count\\{" + of + "} [1-9]");
    }

    @Test
    void statistics() throws Exception {
        Map<String, Object> summary = document("/stats/summary?only_cpu_and_memory=true");

        assertThat(Tree.object(summary.get("node"))).containsEntry("nodeName", node);
        Map<String, Object> pod = list(summary.get("pods")).getFirst();
        assertThat(Tree.object(pod.get("podRef"))).containsEntry("name", "web").containsEntry("namespace", "default");
        Map<String, Object> container = list(pod.get("containers")).getFirst();
        assertThat(container).containsEntry("name", "app").doesNotContainKey("rootfs");
        assertThat(Tree.object(container.get("memory"))).containsEntry("workingSetBytes", 16L << 20);
        assertThat(list(list(document("/stats/summary").get("pods")).getFirst().get("containers")))
                .allSatisfy(each -> assertThat(each).containsKey("rootfs"));
    }

    @Test
    void whatIsNotServed() throws Exception {
        assertThat(send("GET", node + "/proxy/nothing").statusCode()).isEqualTo(404);
        assertThat(send("GET", node + "/proxy/nothing").body()).isEqualTo("404 page not found\n");
        assertThat(send("POST", node + "/proxy/pods").statusCode()).isEqualTo(405);
        assertThat(send("POST", node + "/proxy/run/default/web/app?cmd=id").body())
                .isEqualTo("Debug endpoints are disabled.\n");
        assertThat(send("GET", node + "/proxy/logs/").body()).isEqualTo("logs endpoint is disabled.\n");
        HttpResponse<String> moved = send("GET", node + "/proxy?a=b");
        assertThat(moved.statusCode()).isEqualTo(301);
        assertThat(moved.headers().firstValue("location")).contains("/api/v1/nodes/" + node + "/proxy/?a=b");
    }

    @Test
    void namesThatMeanNothing() throws Exception {
        assertThat(send("GET", "absent/proxy/healthz").statusCode()).isEqualTo(404);
        assertThat(send("GET", "ftp:" + node + ":1/proxy/").body())
                .contains("invalid node request \\\"ftp:" + node + ":1\\\"");
        assertThat(send("GET", node + ":many/proxy/").statusCode()).isEqualTo(400);
    }

    @Test
    void anotherPortIsTheMachines(Client client) throws Exception {
        address(client, "127.0.0.1");
        assertThat(send("GET", node + ":80/proxy/").body()).contains("address not allowed");

        InetAddress own = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(each -> each instanceof Inet4Address && !each.isLoopbackAddress() && !each.isLinkLocalAddress())
                .findFirst()
                .orElseThrow();
        HttpServer server = HttpServer.create(new InetSocketAddress(own, 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = exchange.getRequestURI().toString().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            address(client, own.getHostAddress());
            assertThat(send("GET", node + ":" + server.getAddress().getPort() + "/proxy/a//b?c=d")
                            .body())
                    .isEqualTo("/a//b?c=d");
        } finally {
            server.stop(0);
        }
    }

    /** The agent writes the node's address again with its next status, in some seconds: long after the request. */
    private void address(Client client, String address) {
        client.patch(
                NodeType.KIND,
                "",
                node,
                Patch.merge("{\"status\":{\"addresses\":[{\"type\":\"InternalIP\",\"address\":\"" + address + "\"}]}}"),
                "status",
                WriteOptions.DEFAULT);
    }
}
