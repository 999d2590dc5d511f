package io.gantry.network.proxy;

import static io.gantry.network.proxy.Examples.affinity;
import static io.gantry.network.proxy.Examples.created;
import static io.gantry.network.proxy.Examples.external;
import static io.gantry.network.proxy.Examples.model;
import static io.gantry.network.proxy.Examples.nodePort;
import static io.gantry.network.proxy.Examples.policies;
import static io.gantry.network.proxy.Examples.protocol;
import static io.gantry.network.proxy.Examples.ready;
import static io.gantry.network.proxy.Examples.remote;
import static io.gantry.network.proxy.Examples.service;
import static io.gantry.network.proxy.Examples.state;
import static io.gantry.network.proxy.Examples.terminating;
import static io.gantry.network.proxy.Examples.unready;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the table must hold for which Service. */
class ServiceRulesTest {
    private static final String VIP = "10.96.0.20";

    private static Map<String, String> map(Model model, String name) {
        return model.elements().getOrDefault(name, Map.of());
    }

    @Test
    void oneElementPerEndpointAndOneChainPerNumberOfThem() {
        var model = model(
                Model.EMPTY,
                state(service("a", VIP), ready("10.244.0.5"), ready("10.244.0.6")),
                state(service("b", "10.96.0.21"), ready("10.244.0.7"), remote("10.244.1.8")));
        assertThat(map(model, "services4"))
                .isEqualTo(
                        Map.of("10.96.0.20 . tcp . 80", "goto service4-2", "10.96.0.21 . tcp . 80", "goto service4-2"));
        assertThat(map(model, "endpoints4"))
                .isEqualTo(Map.of(
                        "10.96.0.20 . tcp . 80 . 0:0", "10.244.0.5 . 8080",
                        "10.96.0.20 . tcp . 80 . 0:1", "10.244.0.6 . 8080",
                        "10.96.0.21 . tcp . 80 . 0:0", "10.244.0.7 . 8080",
                        "10.96.0.21 . tcp . 80 . 0:1", "10.244.1.8 . 8080"));
        assertThat(model.chains()).containsOnlyKeys("service4-2");
        // Only pods of this node can meet themselves here.
        assertThat(map(model, "hairpin4"))
                .containsOnlyKeys("10.244.0.5 . 10.244.0.5", "10.244.0.6 . 10.244.0.6", "10.244.0.7 . 10.244.0.7");
        assertThat(map(model, "pods4")).containsOnlyKeys("10.244.0.0/16");
    }

    @Test
    void readyEndpointsElseTerminatingOnesThatServe() {
        assertThat(ServiceRules.choose(List.of(ready("1"), terminating("2"), unready("3")), b -> true))
                .extracting(Backend::address)
                .containsExactly("1");
        assertThat(ServiceRules.choose(List.of(terminating("2"), unready("3")), b -> true))
                .extracting(Backend::address)
                .containsExactly("2");
        assertThat(ServiceRules.choose(List.of(unready("3")), b -> true)).isEmpty();
        // The same endpoint in two slices counts once.
        assertThat(ServiceRules.choose(List.of(ready("1"), ready("1")), b -> true))
                .hasSize(1);
    }

    @Test
    void awaitingTheEndOfAPodLooksAtWhatIsNotTerminating() {
        var both = model(Model.EMPTY, state(service("a", VIP), ready("10.244.0.5"), terminating("10.244.0.6")));
        assertThat(both.leadsTo("10.244.0.5")).isTrue();
        assertThat(both.leadsTo("10.244.0.6")).isFalse();
        // The last one, terminating, still gets connections, but nothing more is to be waited for.
        var last = model(Model.EMPTY, state(service("a", VIP), terminating("10.244.0.6")));
        assertThat(map(last, "endpoints4")).containsValue("10.244.0.6 . 8080");
        assertThat(last.leadsTo("10.244.0.6")).isFalse();
    }

    @Test
    void withoutEndpointsConnectionsAreRefused() {
        var model = model(Model.EMPTY, state(nodePort(service("a", VIP), 30080)));
        assertThat(map(model, "refused4")).containsOnlyKeys("10.96.0.20 . tcp . 80");
        assertThat(map(model, "refusednodeports4")).containsOnlyKeys("tcp . 30080");
        assertThat(map(model, "services4")).isEmpty();
    }

    @Test
    void trafficPolicies() {
        var service = external(nodePort(policies(service("a", VIP), true, true), 30080), "203.0.113.5");
        var some = model(Model.EMPTY, state(service, ready("10.244.0.5"), remote("10.244.1.6")));
        assertThat(map(some, "services4"))
                .containsEntry("10.96.0.20 . tcp . 80", "goto service4-1")
                .containsEntry("203.0.113.5 . tcp . 80", "goto service4-2-l1");
        assertThat(map(some, "nodeports4")).containsEntry("tcp . 30080", "goto node4-2-l1");
        assertThat(map(some, "nodeendpoints4"))
                .containsKeys("tcp . 30080 . 0:0", "tcp . 30080 . 0:1")
                .containsEntry("tcp . 30080 . 1:0", "10.244.0.5 . 8080");
        // The chain for pods and the node itself must exist too.
        assertThat(some.chains()).containsKeys("service4-2", "node4-2");
        var none = model(Model.EMPTY, state(service, remote("10.244.1.6")));
        assertThat(map(none, "services4"))
                .containsEntry("10.96.0.20 . tcp . 80", "goto discard")
                .containsEntry("203.0.113.5 . tcp . 80", "goto service4-1-l0");
    }

    @Test
    void theOlderServiceKeepsAnAddressThatTwoClaim() {
        var old = created(external(service("z-old", VIP), "203.0.113.5"), Instant.ofEpochSecond(1));
        var young = created(external(service("a-young", "10.96.0.21"), "203.0.113.5"), Instant.ofEpochSecond(2));
        var both = model(
                Model.EMPTY, state(young, ready("10.244.0.7"), ready("10.244.0.8")), state(old, ready("10.244.0.5")));
        assertThat(map(both, "services4")).containsEntry("203.0.113.5 . tcp . 80", "goto service4-1");
        // When the older one goes, the other gets it.
        var one = model(both, state(young, ready("10.244.0.7"), ready("10.244.0.8")));
        assertThat(map(one, "services4")).containsEntry("203.0.113.5 . tcp . 80", "goto service4-2");
    }

    @Test
    void affinityHasChainsByItsTime() {
        var model = model(Model.EMPTY, state(affinity(nodePort(service("a", VIP), 30080), 60), ready("10.244.0.5")));
        assertThat(map(model, "services4")).containsEntry("10.96.0.20 . tcp . 80", "goto service4-1-a60");
        assertThat(map(model, "affinityservices4")).containsEntry("10.96.0.20 . tcp . 80", "jump remember4-60");
        assertThat(map(model, "affinitynodeports4")).containsEntry("tcp . 30080", "jump remember4-60");
        var targets = Affinity.targets(model);
        var listing =
                "elements = { 10.244.0.9 . 10.96.0.20 . tcp . 80 timeout 1m expires 59s20ms : 10.244.0.5 . 8080,\n"
                        + " 192.0.2.1 . 198.51.100.1 . tcp . 30080 timeout 1m expires 9s : 10.244.0.66 . 8080 }";
        var entries = Affinity.parse(listing);
        assertThat(entries).hasSize(2);
        assertThat(Affinity.valid(entries.get(0), targets)).isTrue();
        assertThat(Affinity.valid(entries.get(1), targets)).isFalse();
        assertThat(entries.get(0).times()).isEqualTo("timeout 1m expires 59s20ms");
    }

    @Test
    void oneEndpointMoreIsTwoElementsAndOneOther() {
        var before = model(
                Model.EMPTY,
                state(service("a", VIP), ready("10.244.0.5"), ready("10.244.0.6"), ready("10.244.0.7")),
                state(service("b", "10.96.0.21"), ready("10.244.0.9"), ready("10.244.0.8"), ready("10.244.0.7")));
        // The middle one is replaced: its index gets the new one.
        var after = model(
                before,
                state(service("a", VIP), ready("10.244.0.7"), ready("10.244.0.99"), ready("10.244.0.5")),
                java.util.Objects.requireNonNull(
                                before.services().get(service("b", "").key()))
                        .state());
        var diff = Diff.between("t", before, after);
        assertThat(diff.commands().lines().filter(l -> l.contains("endpoints4")))
                .containsExactly(
                        "delete element inet t endpoints4 { 10.96.0.20 . tcp . 80 . 0:1 }",
                        "add element inet t endpoints4 { 10.96.0.20 . tcp . 80 . 0:1 : 10.244.0.99 . 8080 }");
        assertThat(diff.commands()).doesNotContain("chain").doesNotContain("services4");
        // An unchanged Service is not even looked at.
        assertThat(after.services().get(service("b", "").key()))
                .isSameAs(before.services().get(service("b", "").key()));
        assertThat(Diff.between("t", after, after).isEmpty()).isTrue();
    }

    @Test
    void udpFlowsEndWithTheirEndpoint() {
        var udp = protocol(nodePort(service("dns", VIP), 30053), Protocol.UDP);
        var empty = model(Model.EMPTY, state(udp));
        var one = model(empty, state(udp, ready("10.244.0.5")));
        assertThat(Diff.between("t", empty, one).staleFlows())
                .containsExactlyInAnyOrder(new Diff.StaleFlow(VIP, 80, null), new Diff.StaleFlow("", 30053, null));
        var other = model(one, state(udp, ready("10.244.0.6")));
        assertThat(Diff.between("t", one, other).staleFlows())
                .containsExactlyInAnyOrder(
                        new Diff.StaleFlow(VIP, 80, "10.244.0.5"), new Diff.StaleFlow("", 30053, "10.244.0.5"));
        // TCP connections are left to end by themselves.
        var tcp = model(Model.EMPTY, state(service("a", VIP), ready("10.244.0.5")));
        assertThat(Diff.between("t", tcp, model(tcp, state(service("a", VIP)))).staleFlows())
                .isEmpty();
    }

    @Test
    void hostPortsOfPods() {
        var model = new ServiceRules(Examples.CONFIG)
                .model(
                        Map.of(),
                        List.of("10.244.1.0/24", "10.245.0.0/24"),
                        List.of(
                                new HostPort("", Protocol.TCP, 80, "10.244.0.5", 8080),
                                new HostPort("192.0.2.1", Protocol.UDP, 53, "10.244.0.6", 53)),
                        Model.EMPTY);
        assertThat(map(model, "hostports4")).isEqualTo(Map.of("tcp . 80", "10.244.0.5 . 8080"));
        assertThat(map(model, "hostipports4")).isEqualTo(Map.of("192.0.2.1 . udp . 53", "10.244.0.6 . 53"));
        // Ranges that lie in another one are left out: an interval set refuses them.
        assertThat(map(model, "pods4")).containsOnlyKeys("10.244.0.0/16", "10.245.0.0/24");
    }

    @Test
    void bothFamilies() {
        var config = new ProxyConfig(
                "t",
                "n",
                "gt1",
                "0a:58:0a:f4:00:01",
                "gt",
                "gt1",
                java.util.Set.of(Family.IPV4, Family.IPV6),
                List.of("10.244.0.0/24", "fd00:10::/64"),
                List.of(),
                List.of("10.96.0.0/16", "fd00:96::/112"),
                null);
        var dual = new ProxyService(
                service("a", VIP).key(),
                List.of(VIP, "fd00:96::20"),
                List.of(),
                List.of(new ProxyService.Port("", Protocol.TCP, 80, 30080)),
                0,
                false,
                false,
                Instant.EPOCH);
        var model = new ServiceRules(config)
                .model(
                        Examples.states(state(dual, ready("10.244.0.5"), ready("fd00:10::5"))),
                        List.of(),
                        List.of(),
                        Model.EMPTY);
        assertThat(map(model, "endpoints6")).isEqualTo(Map.of("fd00:96::20 . tcp . 80 . 0:0", "fd00:10::5 . 8080"));
        assertThat(map(model, "nodeports6")).containsEntry("tcp . 30080", "goto node6-1");
        assertThat(map(model, "hairpin6")).containsOnlyKeys("fd00:10::5 . fd00:10::5");
    }
}
