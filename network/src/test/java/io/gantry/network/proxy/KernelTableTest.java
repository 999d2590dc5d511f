package io.gantry.network.proxy;

import static io.gantry.network.Lab.ask;
import static io.gantry.network.Lab.askOnce;
import static io.gantry.network.Lab.podIp;
import static io.gantry.network.proxy.Examples.affinity;
import static io.gantry.network.proxy.Examples.model;
import static io.gantry.network.proxy.Examples.nodePort;
import static io.gantry.network.proxy.Examples.policies;
import static io.gantry.network.proxy.Examples.protocol;
import static io.gantry.network.proxy.Examples.ready;
import static io.gantry.network.proxy.Examples.remote;
import static io.gantry.network.proxy.Examples.service;
import static io.gantry.network.proxy.Examples.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.network.Lab;
import io.gantry.network.Roots;
import io.gantry.network.host.Commands;
import io.gantry.network.nft.Nft;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules in a real kernel with real connections. */
@Tag("real")
@Timeout(120)
class KernelTableTest {
    private static final String VIP = "10.96.0.20";
    private static Lab lab;
    private static Nft nft;
    private KernelTable table;

    @BeforeAll
    static void setUp() throws Exception {
        Roots.require();
        lab = new Lab(3, true);
        for (int i = 1; i <= 3; i++) {
            lab.serve(lab.pod(i), "p" + i, 8080);
        }
        nft = Nft.open(lab.node.namespace());
    }

    @AfterAll
    static void tearDown() throws Exception {
        if (lab != null) {
            nft.close();
            lab.close();
        }
    }

    @BeforeEach
    void fresh() {
        table = new KernelTable(Examples.CONFIG, nft);
        bridgeNetfilter(false);
    }

    private static void bridgeNetfilter(boolean on) {
        new Commands(lab.node.namespace())
                .attempt("", "sysctl", "-qw", "net.bridge.bridge-nf-call-iptables=" + (on ? 1 : 0));
    }

    private static ServiceState three(ProxyService service) {
        return state(service, ready(podIp(1)), ready(podIp(2)), ready(podIp(3)));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void balancesFromPodsTheNodeAndOutside(boolean bridgeNetfilter) {
        bridgeNetfilter(bridgeNetfilter);
        table.apply(model(Model.EMPTY, three(service("web", VIP))));
        // Pods keep their address; a pod reaches itself through its Service, with the node's.
        assertThat(ask(lab.pod(1), VIP, 80, 40)).containsOnlyKeys("p1 10.244.0.1", "p2 10.244.0.11", "p3 10.244.0.11");
        assertThat(ask(lab.node, VIP, 80, 40)).containsOnlyKeys("p1 10.244.0.1", "p2 10.244.0.1", "p3 10.244.0.1");
        assertThat(ask(lab.outside, VIP, 80, 40)).containsOnlyKeys("p1 10.244.0.1", "p2 10.244.0.1", "p3 10.244.0.1");
        // Pod to pod without a Service stays as it is.
        assertThat(askOnce(lab.pod(1), podIp(2), 8080)).isEqualTo("p2 10.244.0.11");
    }

    @Test
    void nodePortOnEveryAddressOfTheNode() {
        table.apply(model(Model.EMPTY, three(nodePort(service("web", VIP), 30080))));
        for (var address : List.of("127.0.0.1", Lab.NODE_OUTSIDE, "10.244.0.1")) {
            assertThat(ask(lab.node, address, 30080, 30))
                    .containsOnlyKeys("p1 10.244.0.1", "p2 10.244.0.1", "p3 10.244.0.1");
        }
        assertThat(ask(lab.outside, Lab.NODE_OUTSIDE, 30080, 30))
                .containsOnlyKeys("p1 10.244.0.1", "p2 10.244.0.1", "p3 10.244.0.1");
        assertThat(ask(lab.pod(2), Lab.NODE_OUTSIDE, 30080, 30))
                .containsOnlyKeys("p1 10.244.0.12", "p2 10.244.0.1", "p3 10.244.0.12");
    }

    @Test
    void noEndpointsMeansRefusedAtOnce() {
        table.apply(model(
                Model.EMPTY,
                state(nodePort(service("empty", VIP), 30080)),
                state(protocol(service("udp", "10.96.0.21"), Protocol.UDP))));
        for (var from : List.of(lab.pod(1), lab.node, lab.outside)) {
            assertThat(askOnce(from, VIP, 80)).isEqualTo(Lab.REFUSED);
            assertThat(askOnce(from, Lab.NODE_OUTSIDE, 30080)).isEqualTo(Lab.REFUSED);
            assertThat(Lab.datagram(from, 0, "10.96.0.21", 80)).isEqualTo(Lab.REFUSED);
        }
        // A pod learns as quickly that there is no such Service, or no such port.
        assertThat(askOnce(lab.pod(1), "10.96.77.77", 80)).isEqualTo(Lab.REFUSED);
        assertThat(askOnce(lab.pod(1), VIP, 81)).isEqualTo(Lab.REFUSED);
    }

    @Test
    void affinityKeepsAClientAtItsEndpointAsLongAsThatIsThere() {
        var web = affinity(nodePort(service("web", VIP), 30080), 600);
        var first = model(Model.EMPTY, three(web));
        table.apply(first);
        var chosen = ask(lab.outside, VIP, 80, 20);
        assertThat(chosen).hasSize(1);
        assertThat(ask(lab.outside, Lab.NODE_OUTSIDE, 30080, 20)).hasSize(1);
        assertThat(ask(lab.pod(1), VIP, 80, 20)).hasSize(1);

        // A new process finds the remembered clients.
        table = new KernelTable(Examples.CONFIG, nft);
        table.apply(first);
        assertThat(ask(lab.outside, VIP, 80, 20)).isEqualTo(chosen);

        // The endpoint goes: another one, and again always the same.
        int gone = Integer.parseInt(chosen.keySet().iterator().next().substring(1, 2));
        var left = new java.util.ArrayList<Backend>();
        for (int i = 1; i <= 3; i++) {
            if (i != gone) {
                left.add(ready(podIp(i)));
            }
        }
        table.apply(model(first, state(web, left.toArray(new Backend[0]))));
        var next = ask(lab.outside, VIP, 80, 20);
        assertThat(next).hasSize(1).isNotEqualTo(chosen);
    }

    @Test
    void affinityEndsAfterItsTime() {
        table.apply(model(Model.EMPTY, three(affinity(service("web", VIP), 1))));
        var seen = new java.util.TreeSet<String>();
        org.awaitility.Awaitility.await()
                .pollInterval(java.time.Duration.ofMillis(1200))
                .atMost(java.time.Duration.ofSeconds(60))
                .until(() -> {
                    seen.addAll(ask(lab.outside, VIP, 80, 3).keySet());
                    return seen.size() > 1;
                });
    }

    @Test
    void connectionsGoOnWhileEndpointsComeAndGo() throws Exception {
        var web = service("web", VIP);
        var before = model(Model.EMPTY, state(web, ready(podIp(1))));
        table.apply(before);
        try (var connection = Lab.connect(lab.pod(3), VIP, 80)) {
            var after = model(before, state(web, ready(podIp(2))));
            var diff = table.apply(after);
            // One element of the flat map changes; the verdict and the chain stay. The rest is the hairpin set.
            assertThat(diff.commands()).doesNotContain("chain").doesNotContain("services4");
            assertThat(ask(lab.pod(3), VIP, 80, 10)).containsOnlyKeys("p2 10.244.0.13");
            echo(connection);
            // Even a replacement of the whole table by a new process does not cut it.
            table = new KernelTable(Examples.CONFIG, nft);
            table.apply(model(after, state(web)));
            echo(connection);
            assertThat(askOnce(lab.pod(3), VIP, 80)).isEqualTo(Lab.REFUSED);
        }
    }

    private static void echo(java.nio.channels.SocketChannel connection) throws java.io.IOException {
        connection.socket().getOutputStream().write("hello\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        assertThat(Lab.line(connection.socket())).isEqualTo("hello");
    }

    @Test
    void noRequestFailsWhileEndpointsAreReplaced() throws Exception {
        var web = service("web", VIP);
        var model = model(Model.EMPTY, three(web));
        table.apply(model);
        var stop = new java.util.concurrent.atomic.AtomicBoolean();
        var answers = new java.util.concurrent.ConcurrentHashMap<String, Integer>();
        var client = Thread.ofPlatform().start(() -> {
            while (!stop.get()) {
                answers.merge(askOnce(lab.node, VIP, 80), 1, Integer::sum);
            }
        });
        for (int i = 0; i < 300; i++) {
            var endpoints = switch (i % 4) {
                case 0 -> new Backend[] {ready(podIp(1))};
                case 1 -> new Backend[] {ready(podIp(1)), ready(podIp(2))};
                case 2 -> new Backend[] {ready(podIp(2)), ready(podIp(3))};
                default -> new Backend[] {ready(podIp(3)), ready(podIp(1)), ready(podIp(2))};
            };
            model = model(model, state(web, endpoints));
            table.apply(model);
        }
        stop.set(true);
        client.join();
        assertThat(answers).containsOnlyKeys("p1 10.244.0.1", "p2 10.244.0.1", "p3 10.244.0.1");
    }

    /** Between two states a packet may have been counted by the one and look for its endpoint in the other. */
    @Test
    void whoLooksForAnEndpointThatHasJustGoneGetsAnother() {
        table.apply(model(Model.EMPTY, three(service("web", VIP))));
        String gone =
                "delete element inet " + Examples.CONFIG.table() + " endpoints4 { " + VIP + " . tcp . 80 . 0:%d }";

        nft.run(gone.formatted(1));
        nft.run(gone.formatted(2));
        assertThat(ask(lab.node, VIP, 80, 30)).containsOnlyKeys("p1 10.244.0.1");

        nft.run(gone.formatted(0));
        assertThat(askOnce(lab.node, VIP, 80))
                .as("sent again until there is one")
                .isEqualTo(Lab.TIMEOUT);
    }

    @Test
    void externalTrafficPolicyLocalKeepsTheSource() {
        var web = policies(nodePort(service("web", VIP), 30080), false, true);
        table.apply(model(Model.EMPTY, state(web, ready(podIp(1)), remote(podIp(2)))));
        assertThat(ask(lab.outside, Lab.NODE_OUTSIDE, 30080, 20)).containsOnlyKeys("p1 198.51.100.9");
        // The node itself and pods reach all.
        assertThat(ask(lab.node, Lab.NODE_OUTSIDE, 30080, 30)).containsOnlyKeys("p1 10.244.0.1", "p2 10.244.0.1");
        assertThat(ask(lab.pod(3), Lab.NODE_OUTSIDE, 30080, 30)).containsOnlyKeys("p1 10.244.0.13", "p2 10.244.0.13");

        table.apply(model(Model.EMPTY, state(web, remote(podIp(2)))));
        table = new KernelTable(Examples.CONFIG, nft);
        table.apply(model(Model.EMPTY, state(web, remote(podIp(2)))));
        assertThat(askOnce(lab.outside, Lab.NODE_OUTSIDE, 30080)).isEqualTo(Lab.TIMEOUT);
    }

    @Test
    void internalTrafficPolicyLocal() {
        var web = policies(service("web", VIP), true, false);
        table.apply(model(Model.EMPTY, state(web, ready(podIp(1)), remote(podIp(2)))));
        assertThat(ask(lab.pod(3), VIP, 80, 20)).containsOnlyKeys("p1 10.244.0.13");
    }

    @Test
    void hostPorts() {
        var model = new ServiceRules(Examples.CONFIG)
                .model(
                        java.util.Map.of(),
                        List.of(),
                        List.of(
                                new HostPort("", Protocol.TCP, 8088, podIp(1), 8080),
                                new HostPort("127.0.0.1", Protocol.TCP, 8089, podIp(2), 8080)),
                        Model.EMPTY);
        table.apply(model);
        assertThat(askOnce(lab.outside, Lab.NODE_OUTSIDE, 8088)).isEqualTo("p1 198.51.100.9");
        assertThat(askOnce(lab.node, "127.0.0.1", 8088)).isEqualTo("p1 10.244.0.1");
        assertThat(askOnce(lab.pod(1), Lab.NODE_OUTSIDE, 8088)).isEqualTo("p1 10.244.0.1");
        assertThat(askOnce(lab.node, "127.0.0.1", 8089)).isEqualTo("p2 10.244.0.1");
        assertThat(askOnce(lab.outside, Lab.NODE_OUTSIDE, 8089)).isEqualTo(Lab.REFUSED);
    }

    @Test
    void aUdpFlowFollowsItsService() {
        var dns = protocol(service("udp", VIP), Protocol.UDP);
        var before = model(Model.EMPTY, state(dns, ready(podIp(1))));
        table.apply(before);
        assertThat(Lab.datagram(lab.pod(3), 5555, VIP, 80)).isEqualTo("p1 10.244.0.13");
        var diff = table.apply(model(before, state(dns, ready(podIp(2)))));
        assertThat(diff.staleFlows()).containsExactly(new Diff.StaleFlow(VIP, 80, podIp(1)));
        // The same source port is the same flow for the kernel, until it is told otherwise.
        Conntrack.program(new Commands(lab.node.namespace())).forget(diff.staleFlows());
        assertThat(Lab.datagram(lab.pod(3), 5555, VIP, 80)).isEqualTo("p2 10.244.0.13");

        // After a restart, what exists is compared.
        var conntrack = Conntrack.program(new Commands(lab.node.namespace()));
        var now = model(Model.EMPTY, state(dns, ready(podIp(1))));
        assertThat(conntrack.stale(now)).containsExactly(new Diff.StaleFlow(VIP, 80, podIp(2)));
        conntrack.forget(conntrack.stale(now));
        assertThat(conntrack.stale(now)).isEmpty();
    }

    @Test
    void bothFamiliesLoad() {
        var config = new ProxyConfig(
                "gantry-test0002",
                "n",
                Lab.BRIDGE,
                Lab.BRIDGE_MAC,
                "gt",
                Lab.BRIDGE,
                java.util.Set.of(Family.IPV4, Family.IPV6),
                List.of("10.245.0.0/24", "fd00:10::/64"),
                List.of(),
                List.of("10.97.0.0/16", "fd00:96::/112"),
                new ProxyConfig.Dns("fd00:96::a", "fd00:10::1", 5353));
        var dual = new ProxyService(
                service("a", VIP).key(),
                List.of("10.97.0.20", "fd00:96::20"),
                List.of(),
                List.of(new ProxyService.Port("", Protocol.TCP, 80, 30999)),
                60,
                false,
                true,
                java.time.Instant.EPOCH);
        var both = new KernelTable(config, nft);
        var model = new ServiceRules(config)
                .model(
                        Examples.states(state(dual, ready("10.245.0.5"), ready("fd00:10::5"), remote("fd00:10:1::5"))),
                        List.of(),
                        List.of(),
                        Model.EMPTY);
        both.apply(model);
        assertThat(nft.run("list map inet gantry-test0002 endpoints6")).contains("fd00:10:1::5");
        both.apply(Model.EMPTY);
        KernelTable.remove(nft, "gantry-test0002");
        assertThat(nft.run("list tables")).doesNotContain("test0002");
    }

    @Test
    void aFlushedTableIsNoticed() {
        var model = model(Model.EMPTY, three(service("web", VIP)));
        table.apply(model);
        table.verify();
        assertThat(table.isKnown()).isTrue();
        nft.run("flush ruleset");
        table.verify();
        assertThat(table.isKnown()).isFalse();
        table.apply(model);
        assertThat(ask(lab.pod(1), VIP, 80, 10)).doesNotContainKey(Lab.TIMEOUT);
    }

    /** Measured on 2 cores: first load 0.8 s (5 s when they are busy), one Service 10 to 40 ms. Bounds far above that. */
    @Test
    void tenThousandServicesAreNoProblem() {
        var states = new ServiceState[10_000];
        for (int i = 0; i < states.length; i++) {
            states[i] = state(
                    service("s" + i, "10.96." + i / 250 + "." + (i % 250 + 1)),
                    ready("10.244.0.5"),
                    ready("10.244.0.6"),
                    ready("10.244.0.7"));
        }
        long begin = System.nanoTime();
        var first = model(Model.EMPTY, states);
        table.apply(first);
        var load = java.time.Duration.ofNanos(System.nanoTime() - begin);
        var map = Examples.states(states);
        var rules = new ServiceRules(Examples.CONFIG);
        var current = first;
        var durations = new java.util.TreeSet<java.time.Duration>();
        for (int i = 0; i < 20; i++) {
            var changed = state(states[i].service(), ready("10.244.0.5"), ready("10.244.0." + (100 + i)));
            map.put(changed.service().key(), changed);
            begin = System.nanoTime();
            current = rules.model(map, List.of(), List.of(), current);
            table.apply(current);
            var took = java.time.Duration.ofNanos(System.nanoTime() - begin);
            durations.add(took);
        }
        var median = List.copyOf(durations).get(durations.size() / 2);
        System.out.println("10,000 Services: first load " + load.toMillis() + " ms, one Service's change, median "
                + median.toMillis() + " ms");
        assertThat(load).isLessThan(java.time.Duration.ofSeconds(30));
        assertThat(median).isLessThan(java.time.Duration.ofMillis(500));
    }

    @Test
    void podsGoOutWithTheNodesAddress() throws Exception {
        table.apply(Examples.model(Model.EMPTY));
        try (var server = lab.serve(lab.outside, "out", 9000)) {
            assertThat(server).isNotNull();
            assertThat(askOnce(lab.pod(1), "198.51.100.9", 9000)).isEqualTo("out " + Lab.NODE_OUTSIDE);
        }
    }

    @Test
    void aPodCannotReachTheNodesLoopback() throws Exception {
        table.apply(Examples.model(Model.EMPTY));
        try (var server = lab.serve(lab.node, "node", 9001)) {
            assertThat(server).isNotNull();
            lab.pod(1).ip("route add 127.0.0.0/8 via 10.244.0.1 table 77");
            assertThat(askOnce(lab.pod(1), "10.244.0.1", 9001)).isEqualTo("node 10.244.0.11");
            // A packet for 127.0.0.1 that comes in from the bridge is dropped before anything else sees it.
            assertThat(nft.run("list chain inet gantry-test0001 guard")).contains("127.0.0.0/8 drop");
        }
    }

    @Test
    void theKernelHoldsExactlyTheModelAfterEveryChange() {
        var random = new java.util.Random(7);
        var model = Model.EMPTY;
        for (int turn = 0; turn < 40; turn++) {
            var states = new java.util.ArrayList<ServiceState>();
            for (int s = 0; s < 6; s++) {
                if (random.nextInt(4) == 0) {
                    continue;
                }
                var service = service("s" + s, "10.96.1." + s);
                if (random.nextBoolean()) {
                    service = nodePort(service, 31000 + s);
                }
                if (random.nextInt(3) == 0) {
                    service = affinity(service, 100 + random.nextInt(2));
                }
                service = policies(service, random.nextInt(4) == 0, random.nextInt(4) == 0);
                var backends = new java.util.ArrayList<Backend>();
                for (int b = 0; b < random.nextInt(6); b++) {
                    backends.add(random.nextBoolean() ? ready("10.244.0." + (50 + b)) : remote("10.244.1." + b));
                }
                states.add(state(service, backends.toArray(new Backend[0])));
            }
            model = model(model, states.toArray(new ServiceState[0]));
            table.apply(model);
            assertThat(elementsInKernel()).isEqualTo(wanted(model));
        }
    }

    private static java.util.Map<String, java.util.Set<String>> wanted(Model model) {
        var all = new java.util.TreeMap<String, java.util.Set<String>>();
        model.elements()
                .forEach((map, entries) ->
                        entries.forEach((key, value) -> all.computeIfAbsent(map, m -> new java.util.TreeSet<>())
                                .add(value.isEmpty() ? key : key + " : " + value)));
        return all;
    }

    private static java.util.Map<String, java.util.Set<String>> elementsInKernel() {
        var all = new java.util.TreeMap<String, java.util.Set<String>>();
        var listing = nft.run("list table inet gantry-test0001");
        var map = java.util.regex.Pattern.compile(
                        "(?:set|map) (\\w+) \\{[^}]*?elements = \\{([^}]*)\\}", java.util.regex.Pattern.DOTALL)
                .matcher(listing);
        while (map.find()) {
            var elements = new java.util.TreeSet<String>();
            for (var element : map.group(2).split(",")) {
                elements.add(element.strip().replaceAll(" none( |$)", " 0:0$1"));
            }
            all.put(map.group(1), elements);
        }
        return all;
    }
}
