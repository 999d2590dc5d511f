package io.gantry.network;

import static io.gantry.network.Lab.ask;
import static io.gantry.network.Lab.askOnce;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gantry.api.codec.DecodeOptions;
import io.gantry.api.codec.Tree;
import io.gantry.api.codec.Yaml;
import io.gantry.api.core.v1.Namespace;
import io.gantry.api.core.v1.NamespaceType;
import io.gantry.api.core.v1.Service;
import io.gantry.api.core.v1.ServiceType;
import io.gantry.api.discovery.v1.EndpointSlice;
import io.gantry.api.discovery.v1.EndpointSliceType;
import io.gantry.base.Time;
import io.gantry.client.Informers;
import io.gantry.client.WriteOptions;
import io.gantry.client.testing.MemoryClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** A whole node's network on API objects: started, used, closed, started again, removed. */
@Tag("real")
@Timeout(120)
class NodeNetworkTest {
    private static final String ID = "0badcafe";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @TempDir
    Path directory;

    @BeforeAll
    static void needs() {
        Roots.require();
    }

    private static Service service(String yaml) {
        return (Service) Yaml.decode(yaml.getBytes(StandardCharsets.UTF_8), ServiceType.KIND, DecodeOptions.LENIENT);
    }

    private static final String WEB = """
            apiVersion: v1
            kind: Service
            metadata: {name: web, namespace: default}
            spec:
              clusterIP: 10.96.0.20
              clusterIPs: [10.96.0.20]
              type: NodePort
              ports: [{port: 80, targetPort: 8080, nodePort: 30080, protocol: TCP}]
            """;

    private static EndpointSlice slice(List<String> ready, List<String> terminating) {
        var endpoints = new java.util.ArrayList<Map<String, Object>>();
        ready.forEach(a -> endpoints.add(
                Map.of("addresses", List.of(a), "nodeName", "node-a", "conditions", Map.of("ready", true))));
        terminating.forEach(a -> endpoints.add(Map.of(
                "addresses",
                List.of(a),
                "nodeName",
                "node-a",
                "conditions",
                Map.of("ready", false, "serving", true, "terminating", true))));
        return (EndpointSlice) Tree.toObject(
                Map.of(
                        "apiVersion",
                        "discovery.k8s.io/v1",
                        "kind",
                        "EndpointSlice",
                        "metadata",
                        Map.of(
                                "name",
                                "web-abc",
                                "namespace",
                                "default",
                                "labels",
                                Map.of("kubernetes.io/service-name", "web")),
                        "addressType",
                        "IPv4",
                        "ports",
                        List.of(Map.of("port", 8080L, "protocol", "TCP", "name", "")),
                        "endpoints",
                        endpoints),
                EndpointSliceType.KIND,
                DecodeOptions.LENIENT);
    }

    private static String lookup(TestNamespace from, String name) throws Exception {
        var query = Message.newQuery(Record.newRecord(Name.fromString(name), Type.A, DClass.IN));
        try (var channel = from.namespace().call(java.nio.channels.DatagramChannel::open)) {
            var socket = channel.socket();
            socket.setSoTimeout(1000);
            socket.connect(new java.net.InetSocketAddress("10.96.0.10", 53));
            var wire = query.toWire();
            socket.send(new java.net.DatagramPacket(wire, wire.length));
            var packet = new java.net.DatagramPacket(new byte[4096], 4096);
            socket.receive(packet);
            var answer = new Message(java.util.Arrays.copyOf(packet.getData(), packet.getLength()));
            return answer.getRcode() == Rcode.NOERROR
                    ? answer.getSection(Section.ANSWER).getFirst().rdataToString()
                    : Rcode.string(answer.getRcode());
        }
    }

    @Test
    void servesAClusterAndLeavesNothingBehind() throws Exception {
        var client = new MemoryClient(Time.system());
        try (var lab = new Lab(0, false);
                var informers = new Informers(client, Time.system(), new Random(1))) {
            informers.start();
            var before = lab.node.run("sysctl", "net.ipv4.conf.all.send_redirects");
            var config = new NodeNetworkConfig(
                    ID,
                    "node-a",
                    List.of("10.244.0.0/24"),
                    List.of("10.244.0.0/16"),
                    List.of("10.96.0.0/16"),
                    "10.96.0.10",
                    "cluster.local",
                    directory.resolve("cni"),
                    directory.resolve("state"),
                    directory.resolve("resolv.conf"),
                    lab.node.path());
            Files.writeString(directory.resolve("resolv.conf"), "");
            try (var network = NodeNetwork.start(config, informers, Time.system(), new Random())) {
                assertThat(network.awaitReady(PATIENCE)).isTrue();
                assertThat(directory.resolve("cni/10-gantry.conflist")).exists();
                for (int i = 1; i <= 2; i++) {
                    lab.serve(lab.addPod("gt" + ID, 10 + i, "10.244.0."), "p" + i, 8080);
                }
                client.create(ServiceType.KIND, service(WEB), WriteOptions.DEFAULT);
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(askOnce(lab.pod(1), "10.96.0.20", 80))
                                .isEqualTo(Lab.REFUSED));
                client.create(
                        EndpointSliceType.KIND,
                        slice(List.of("10.244.0.11", "10.244.0.12"), List.of()),
                        WriteOptions.DEFAULT);
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(ask(lab.pod(1), "10.96.0.20", 80, 30))
                                .containsOnlyKeys("p1 10.244.0.1", "p2 10.244.0.11"));
                assertThat(ask(lab.node, "127.0.0.1", 30080, 30)).containsOnlyKeys("p1 10.244.0.1", "p2 10.244.0.1");

                // Names, from a pod and from the node, at the cluster's DNS address.
                client.create(
                        NamespaceType.KIND,
                        (Namespace) Tree.toObject(
                                Map.of("apiVersion", "v1", "kind", "Namespace", "metadata", Map.of("name", "default")),
                                NamespaceType.KIND,
                                DecodeOptions.LENIENT),
                        WriteOptions.DEFAULT);
                for (var from : List.of(lab.pod(1), lab.node)) {
                    await().atMost(PATIENCE)
                            .untilAsserted(() -> assertThat(lookup(from, "web.default.svc.cluster.local."))
                                    .isEqualTo("10.96.0.20"));
                    assertThat(lookup(from, "missing.default.svc.cluster.local."))
                            .isEqualTo("NXDOMAIN");
                }

                // A pod that is terminating gets no new connections; awaitDrained knows when.
                var known = informers.of(EndpointSliceType.KIND).reader().get("default", "web-abc");
                assertThat(known).isNotNull();
                assertThat(network.awaitDrained("10.244.0.11", Duration.ofMillis(50)))
                        .isFalse();
                client.update(
                        EndpointSliceType.KIND,
                        slice(List.of("10.244.0.12"), List.of("10.244.0.11")).withMetadata(known.metadata()),
                        WriteOptions.DEFAULT);
                assertThat(network.awaitDrained("10.244.0.11", PATIENCE)).isTrue();
                assertThat(ask(lab.node, "10.96.0.20", 80, 20)).containsOnlyKeys("p2 10.244.0.1");
                assertThat(network.awaitDrained("10.244.0.99", Duration.ZERO)).isTrue();
                assertThat(network.metrics().services()).isEqualTo(1);
            }
            // Closed: what runs keeps its Services.
            assertThat(ask(lab.node, "10.96.0.20", 80, 5)).containsOnlyKeys("p2 10.244.0.1");
            // Started again on what is there.
            try (var network = NodeNetwork.start(config, informers, Time.system(), new Random())) {
                assertThat(network.awaitReady(PATIENCE)).isTrue();
                assertThat(ask(lab.node, "10.96.0.20", 80, 5)).containsOnlyKeys("p2 10.244.0.1");
            }
            lab.node.run("nft", "add table inet somebody");
            NodeNetwork.cleanup(ID, config.cniDirectory(), config.stateDirectory(), lab.node.path());
            assertThat(lab.node.run("nft", "list", "tables")).isEqualTo("table inet somebody\n");
            assertThat(lab.node.run("ip", "-o", "link"))
                    .doesNotContain("gt" + ID)
                    .doesNotContain("ve11");
            assertThat(lab.node.run("sysctl", "net.ipv4.conf.all.send_redirects"))
                    .isEqualTo(before);
            assertThat(directory.resolve("cni/10-gantry.conflist")).doesNotExist();
            // Twice is no failure.
            NodeNetwork.cleanup(ID, config.cniDirectory(), config.stateDirectory(), lab.node.path());
        }
    }
}
