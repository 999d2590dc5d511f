package io.gantry.controllers.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.coordination.v1.LeaseBuilder;
import io.gantry.api.coordination.v1.LeaseSpecBuilder;
import io.gantry.api.coordination.v1.LeaseType;
import io.gantry.api.core.v1.Node;
import io.gantry.api.core.v1.NodeBuilder;
import io.gantry.api.core.v1.NodeConditionBuilder;
import io.gantry.api.core.v1.NodeSpecBuilder;
import io.gantry.api.core.v1.NodeStatusBuilder;
import io.gantry.api.core.v1.NodeType;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodBuilder;
import io.gantry.api.core.v1.PodSpecBuilder;
import io.gantry.api.core.v1.PodType;
import io.gantry.api.core.v1.Taint;
import io.gantry.api.core.v1.Toleration;
import io.gantry.api.meta.v1.DeleteOptionsBuilder;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.client.WriteOptions;
import io.gantry.controllers.SimCluster;
import io.gantry.controllers.runtime.PodState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NodeLoopsTest {
    private final SimCluster cluster = new SimCluster(context -> List.of(
            NodeLifecycleLoop.create(context),
            TaintEvictionLoop.create(context),
            PodCollectorLoop.create(context),
            NodeAddressesLoop.create(context, "10.244.0.0/16", 24)));
    private final Set<String> alive = new HashSet<>();

    @BeforeEach
    void nodes() {
        for (String name : List.of("node1", "node2")) {
            cluster.create(
                    NodeType.KIND,
                    NodeBuilder.of()
                            .metadata(ObjectMetaBuilder.of().name(name).build())
                            .build());
            cluster.create(
                    LeaseType.KIND,
                    LeaseBuilder.of()
                            .metadata(ObjectMetaBuilder.of()
                                    .namespace("kube-node-lease")
                                    .name(name)
                                    .build())
                            .build());
            ready(name, "True");
            alive.add(name);
        }
    }

    private void ready(String name, String status) {
        Node node = node(name);
        cluster.client.updateStatus(
                NodeType.KIND,
                NodeBuilder.of(node)
                        .status(NodeStatusBuilder.of()
                                .conditions(List.of(NodeConditionBuilder.of()
                                        .type("Ready")
                                        .status(status)
                                        .lastHeartbeatTime(cluster.time.now())
                                        .build()))
                                .build())
                        .build(),
                WriteOptions.DEFAULT);
    }

    private Node node(String name) {
        return cluster.client.get(NodeType.KIND, "", name);
    }

    /** Moves time while the nodes that are alive renew their leases. */
    private void live(Duration duration) {
        for (long left = duration.toSeconds(); left > 0; left -= 10) {
            for (String name : alive) {
                var lease = cluster.client.get(LeaseType.KIND, "kube-node-lease", name);
                cluster.client.update(
                        LeaseType.KIND,
                        LeaseBuilder.of(lease)
                                .spec(LeaseSpecBuilder.of()
                                        .renewTime(cluster.time.now())
                                        .build())
                                .build(),
                        WriteOptions.DEFAULT);
            }
            cluster.run(Duration.ofSeconds(Math.min(10, left)));
        }
    }

    private static Toleration toleration(String key, @Nullable Long seconds) {
        return new Toleration(key, "Exists", null, "NoExecute", seconds);
    }

    private void pod(String name, String node, Toleration... tolerations) {
        cluster.kubelet.nodes = List.of(node);
        cluster.create(
                PodType.KIND,
                PodBuilder.of()
                        .metadata(SimCluster.meta(name, Map.of()))
                        .spec(PodSpecBuilder.of()
                                .containers(List.of(SimCluster.container("x")))
                                .tolerations(List.of(tolerations))
                                .build())
                        .build());
        cluster.settle();
    }

    private List<String> taints(String name) {
        return node(name).spec().taints().stream()
                .map(taint -> taint.key() + ":" + taint.effect())
                .sorted()
                .toList();
    }

    @Test
    void each_node_gets_addresses_of_its_own() {
        cluster.settle();
        assertThat(List.of(
                        String.valueOf(node("node1").spec().podCIDR()),
                        String.valueOf(node("node2").spec().podCIDR())))
                .containsExactlyInAnyOrder("10.244.0.0/24", "10.244.1.0/24");
    }

    @Test
    void a_silent_node_is_unknown_after_the_grace_period_and_its_pods_go_when_they_tolerate_it_no_longer() {
        pod("short", "node2", toleration("node.kubernetes.io/unreachable", 30L));
        pod("default", "node2", toleration("node.kubernetes.io/unreachable", 300L));
        pod("daemon", "node2", toleration("node.kubernetes.io/unreachable", null));
        pod("elsewhere", "node1", toleration("node.kubernetes.io/unreachable", 30L));
        live(Duration.ofMinutes(2));
        assertThat(taints("node2")).isEmpty();

        alive.remove("node2");
        cluster.kubelet.ends = pod -> !"node2".equals(pod.spec().nodeName());
        cluster.kubelet.readies = PodState::ready; // nobody there any more who could change it
        live(Duration.ofSeconds(40));
        assertThat(NodeHealth.readiness(node("node2"))).isEqualTo("True");
        live(Duration.ofSeconds(20));
        assertThat(NodeHealth.readiness(node("node2"))).isEqualTo("Unknown");
        assertThat(node("node2").status().conditions())
                .allSatisfy(condition -> assertThat(condition.status()).isEqualTo("Unknown"));
        assertThat(taints("node2"))
                .containsExactly(
                        "node.kubernetes.io/unreachable:NoExecute", "node.kubernetes.io/unreachable:NoSchedule");
        assertThat(PodState.ready(cluster.get(PodType.KIND, "default"))).isFalse();
        assertThat(PodState.terminating(cluster.get(PodType.KIND, "short"))).isFalse();

        live(Duration.ofSeconds(40));
        assertThat(PodState.terminating(cluster.get(PodType.KIND, "short"))).isTrue();
        assertThat(PodState.condition(cluster.get(PodType.KIND, "short"), "DisruptionTarget"))
                .isNotNull()
                .satisfies(condition -> assertThat(condition.reason()).isEqualTo("DeletionByTaintManager"));
        assertThat(PodState.terminating(cluster.get(PodType.KIND, "default"))).isFalse();
        cluster.restart();
        live(Duration.ofMinutes(5));
        assertThat(PodState.terminating(cluster.get(PodType.KIND, "default"))).isTrue();
        assertThat(PodState.terminating(cluster.get(PodType.KIND, "daemon"))).isFalse();
        assertThat(PodState.terminating(cluster.get(PodType.KIND, "elsewhere"))).isFalse();

        alive.add("node2");
        ready("node2", "True");
        live(Duration.ofSeconds(20));
        assertThat(taints("node2")).isEmpty();
    }

    @Test
    void a_pod_that_says_nothing_stays_five_minutes_on_a_node_that_is_not_ready() {
        pod("p", "node1");
        ready("node1", "False");
        live(Duration.ofSeconds(290));
        assertThat(taints("node1")).contains("node.kubernetes.io/not-ready:NoExecute");
        assertThat(cluster.client.find(PodType.KIND, SimCluster.NS, "p")).isPresent();
        live(Duration.ofSeconds(20));
        assertThat(cluster.client.find(PodType.KIND, SimCluster.NS, "p")).isEmpty();
    }

    @Test
    void when_no_node_answers_nobody_is_moved() {
        pod("p", "node1", toleration("node.kubernetes.io/unreachable", 30L));
        live(Duration.ofMinutes(1));
        alive.clear();
        cluster.run(Duration.ofMinutes(20));
        assertThat(NodeHealth.readiness(node("node1"))).isEqualTo("Unknown");
        assertThat(PodState.terminating(cluster.get(PodType.KIND, "p"))).isFalse();
    }

    @Test
    void conditions_and_cordons_are_taints() {
        Node node = node("node1");
        cluster.client.updateStatus(
                NodeType.KIND,
                NodeBuilder.of(node)
                        .status(NodeStatusBuilder.of(node.status())
                                .conditions(List.of(
                                        node.status().conditions().getFirst(),
                                        NodeConditionBuilder.of()
                                                .type("DiskPressure")
                                                .status("True")
                                                .build()))
                                .build())
                        .build(),
                WriteOptions.DEFAULT);
        cluster.settle();
        node = node("node1");
        cluster.client.update(
                NodeType.KIND,
                NodeBuilder.of(node)
                        .spec(NodeSpecBuilder.of(node.spec())
                                .unschedulable(true)
                                .build())
                        .build(),
                WriteOptions.DEFAULT);
        cluster.settle();
        assertThat(taints("node1"))
                .containsExactly(
                        "node.kubernetes.io/disk-pressure:NoSchedule", "node.kubernetes.io/unschedulable:NoSchedule");
        ready("node1", "True");
        cluster.settle();
        assertThat(taints("node1")).containsExactly("node.kubernetes.io/unschedulable:NoSchedule");
    }

    @Test
    void pods_of_a_node_that_is_gone_are_deleted() {
        pod("p", "node1", toleration("", null));
        cluster.client.delete(
                NodeType.KIND, "", "node1", DeleteOptionsBuilder.of().build());
        alive.remove("node1");
        live(Duration.ofSeconds(30));
        assertThat(cluster.client.find(PodType.KIND, SimCluster.NS, "p")).isPresent();
        live(Duration.ofSeconds(60));
        assertThat(cluster.client.find(PodType.KIND, SimCluster.NS, "p")).isEmpty();
    }

    @Test
    void how_long_a_taint_is_tolerated() {
        Instant set = Instant.parse("2026-01-01T00:00:00Z");
        Instant now = set.plusSeconds(5);
        Taint taint = new Taint("k", "v", "NoExecute", set);
        assertThat(Evictions.end(List.of(), List.of(taint), now)).isEqualTo(set);
        assertThat(Evictions.end(List.of(), List.of(), now)).isNull();
        assertThat(Evictions.end(List.of(new Toleration("k", "Equal", "v", null, 60L)), List.of(taint), now))
                .isEqualTo(set.plusSeconds(60));
        assertThat(Evictions.end(List.of(new Toleration("k", null, "w", null, 60L)), List.of(taint), now))
                .isEqualTo(set);
        assertThat(Evictions.end(List.of(new Toleration(null, "Exists", null, null, null)), List.of(taint), now))
                .isNull();
        assertThat(Evictions.end(List.of(new Toleration("k", "Exists", null, "NoSchedule", null)), List.of(taint), now))
                .isEqualTo(set);
        assertThat(Evictions.end(
                        List.of(toleration("k", 60L), toleration("k", 20L), toleration("k", null)),
                        List.of(taint),
                        now))
                .isEqualTo(set.plusSeconds(20));
    }

    @Test
    void pods_deleted_before_they_had_a_node_go() {
        cluster.kubelet.binds = _ -> false;
        Pod held = cluster.create(
                PodType.KIND,
                PodBuilder.of()
                        .metadata(ObjectMetaBuilder.of(SimCluster.meta("p", Map.of()))
                                .finalizers(List.of("example.com/x"))
                                .build())
                        .build());
        cluster.delete(PodType.KIND, held.name(), "");
        live(Duration.ofSeconds(30));
        cluster.change(
                PodType.KIND,
                "p",
                pod -> pod.withMetadata(ObjectMetaBuilder.of(pod.metadata())
                        .finalizers(List.of())
                        .build()));
        live(Duration.ofSeconds(30));
        assertThat(cluster.client.find(PodType.KIND, SimCluster.NS, "p")).isEmpty();
    }
}
