package io.gantry.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.core.v1.Node;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodBuilder;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.api.meta.v1.OwnerReferenceBuilder;
import io.gantry.scheduler.fit.NodeLoad;
import io.gantry.scheduler.fit.PodDemand;
import io.gantry.scheduler.framework.PodContext;
import io.gantry.scheduler.framework.ScorePlugin;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each score of the default profile by itself, by hand-computed examples; {@code null} where it has no preference. */
final class ScoreTableTest {
    private static final long MEGABYTE = 1024L * 1024;

    private static long[] scores(String plugin, Pod pod, List<Map<String, String>> services, NodeLoad... nodes) {
        Map<String, NodeLoad> byName = new TreeMap<>();
        for (NodeLoad node : nodes) {
            byName.put(node.name(), node);
        }
        ScorePlugin score = Profile.defaultProfile().scores().stream()
                .filter(each -> each.name().equals(plugin))
                .findFirst()
                .orElseThrow();
        return score.score(
                new PodContext(pod, PodDemand.of(pod), byName, _ -> Map.of(), _ -> services), List.of(nodes));
    }

    private static NodeLoad load(Node node, Pod... pods) {
        return NodeLoad.of(node, List.of(pods));
    }

    private static NodeLoad zone(String name, String zone, Pod... pods) {
        return load(Objects.node(name, "4", "8Gi", "topology.kubernetes.io/zone: " + zone, ""), pods);
    }

    @Test
    void weightsAreKubernetes() {
        assertThat(Profile.defaultProfile().scores().stream().map(each -> each.name() + " " + each.weight()))
                .containsExactlyInAnyOrder(
                        "TaintToleration 3",
                        "NodeAffinity 2",
                        "NodeResourcesFit 1",
                        "PodTopologySpread 2",
                        "InterPodAffinity 2",
                        "NodeResourcesBalancedAllocation 1",
                        "ImageLocality 1");
    }

    /** n1 has 4 cores and 8 GiB with the given pod, n2 twice of it and nothing. */
    @ParameterizedTest
    @CsvSource({"1, 2Gi, 50, 87", "3, 6Gi, 0, 62", "0, 0, 75, 100"})
    void leastAllocated(String cpu, String memory, long first, long second) {
        Pod pod = Objects.pod("p", cpu, memory, "", "");
        assertThat(scores(
                        "NodeResourcesFit",
                        pod,
                        List.of(),
                        load(Objects.node("n1"), Objects.pod("there", "1", "2Gi", "", "")),
                        load(Objects.node("n2", "8", "16Gi", "", ""))))
                .containsExactly(first, second);
    }

    @Test
    void whatANodeHasNothingOfDoesNotCount() {
        assertThat(scores(
                        "NodeResourcesFit",
                        Objects.pod("p", "0", "2Gi", "", ""),
                        List.of(),
                        load(Objects.node("n1", "0", "8Gi", "", ""))))
                .containsExactly(75);
    }

    /** The pod takes 2 cores and no memory. n1 uses memory already, so that it gets more even; n2 less; n3 uses the same. */
    @Test
    void balancedAllocation() {
        assertThat(scores(
                        "NodeResourcesBalancedAllocation",
                        Objects.pod("p", "2", "0", "", ""),
                        List.of(),
                        load(Objects.node("n1"), Objects.pod("a", "0", "4Gi", "", "")),
                        load(Objects.node("n2")),
                        load(Objects.node("n3"), Objects.pod("b", "1", "4Gi", "", ""))))
                // with/without: 100/75, 75/100, 87/87
                .containsExactly(87, 62, 75);
        assertThat(scores(
                        "NodeResourcesBalancedAllocation",
                        Objects.pod("p", "0", "0", "", ""),
                        List.of(),
                        load(Objects.node("n1"))))
                .isNull();
    }

    @Test
    void taints() {
        String prefer = "taints: [{key: k, effect: PreferNoSchedule}, {key: l, effect: PreferNoSchedule}]";
        NodeLoad two = load(Objects.node("n1", "4", "8Gi", "", prefer));
        NodeLoad one = load(Objects.node("n2", "4", "8Gi", "", "taints: [{key: k, effect: PreferNoSchedule}]"));
        NodeLoad none = load(Objects.node("n3"));
        assertThat(scores("TaintToleration", Objects.pod("p", ""), List.of(), two, one, none))
                .containsExactly(0, 50, 100);
        assertThat(scores(
                        "TaintToleration",
                        Objects.pod("p", "tolerations: [{key: k, operator: Exists}]"),
                        List.of(),
                        two,
                        one,
                        none))
                .containsExactly(0, 100, 100);
    }

    @Test
    void preferredNodeAffinity() {
        String spec = "affinity: {nodeAffinity: {preferredDuringSchedulingIgnoredDuringExecution: ["
                + "{weight: 30, preference: {matchExpressions: [{key: disk, operator: In, values: [ssd]}]}}, "
                + "{weight: 10, preference: {matchFields: [{key: metadata.name, operator: In, values: [n2]}]}}]}}";
        assertThat(scores(
                        "NodeAffinity",
                        Objects.pod("p", spec),
                        List.of(),
                        load(Objects.node("n1", "4", "8Gi", "disk: ssd", "")),
                        load(Objects.node("n2", "4", "8Gi", "disk: ssd", "")),
                        load(Objects.node("n3"))))
                .containsExactly(75, 100, 0);
        assertThat(scores("NodeAffinity", Objects.pod("p", ""), List.of(), load(Objects.node("n1"))))
                .isNull();
    }

    /** A web pod in zone a counts 20 for and one of its owner's 5 against. */
    @Test
    void preferredPodAffinity() {
        String near = "preferredDuringSchedulingIgnoredDuringExecution: [{weight: 20, podAffinityTerm: {topologyKey: "
                + "topology.kubernetes.io/zone, labelSelector: {matchLabels: {app: web}}}}]";
        assertThat(scores(
                        "InterPodAffinity",
                        Objects.pod("p", "affinity: {podAffinity: {" + near + "}}"),
                        List.of(),
                        zone("n1", "a", Objects.pod("w", "")),
                        zone("n2", "b"),
                        zone("n3", "b", Objects.pod("x", "affinity: {podAntiAffinity: {" + near + "}}"))))
                // a: +20; b: +20 for x, and -20 for what x wants
                .containsExactly(100, 0, 0);
        assertThat(scores(
                        "InterPodAffinity",
                        Objects.pod("p", "affinity: {podAntiAffinity: {" + near + "}}"),
                        List.of(),
                        zone("n1", "a", Objects.pod("w", "")),
                        zone("n2", "b")))
                .containsExactly(0, 100);
        assertThat(scores("InterPodAffinity", Objects.pod("p", ""), List.of(), zone("n1", "a")))
                .isNull();
    }

    private static String soft(String key, int skew) {
        return "{maxSkew: " + skew + ", topologyKey: " + key
                + ", whenUnsatisfiable: ScheduleAnyway, labelSelector: {matchLabels: {app: web}}}";
    }

    @Test
    void softSpreading() {
        Pod pod = Objects.pod("p", "topologySpreadConstraints: [" + soft("topology.kubernetes.io/zone", 1) + "]");
        NodeLoad n1 = zone("n1", "a", Objects.pod("a", ""), Objects.pod("b", ""));
        NodeLoad n2 = zone("n2", "b", Objects.pod("c", ""));
        // 2 and 1 pods times ln 4: 2.77 and 1.39, rounded to 3 and 1
        assertThat(scores("PodTopologySpread", pod, List.of(), n1, n2)).containsExactly(33, 100);
        // A node that is in no place at all is not the emptiest one.
        assertThat(scores("PodTopologySpread", pod, List.of(), n1, n2, load(Objects.node("n3"))))
                .containsExactly(33, 100, 0);
    }

    private static Pod owned(String name, String kind, String uid) {
        Pod pod = Objects.pod(name, "");
        return PodBuilder.of(pod)
                .metadata(ObjectMetaBuilder.of(pod.metadata())
                        .ownerReferences(List.of(OwnerReferenceBuilder.of()
                                .apiVersion("apps/v1")
                                .kind(kind)
                                .name("owner")
                                .uid(uid)
                                .controller(true)
                                .build()))
                        .build())
                .build();
    }

    @Test
    void podsOfAReplicaSetOrServiceAreSpreadByDefault() {
        NodeLoad n1 = load(Objects.node("n1"), owned("a", "ReplicaSet", "u"));
        NodeLoad n2 = load(Objects.node("n2"), owned("b", "ReplicaSet", "other"));
        assertThat(scores("PodTopologySpread", owned("p", "ReplicaSet", "u"), List.of(), n1, n2))
                // one pod times ln 4 and the skew's 2: 3.39 against 2
                .containsExactly(66, 100);
        assertThat(scores("PodTopologySpread", Objects.pod("p", ""), List.of(Map.of("app", "web")), n1, n2))
                .containsExactly(100, 100);
        assertThat(scores(
                        "PodTopologySpread",
                        Objects.pod("p", ""),
                        List.of(Map.of("app", "web")),
                        n1,
                        load(Objects.node("n2"))))
                .containsExactly(66, 100);
        assertThat(scores("PodTopologySpread", owned("p", "Job", "u"), List.of(), n1, n2))
                .isNull();
        assertThat(scores("PodTopologySpread", Objects.pod("p", ""), List.of(Map.of("app", "db")), n1, n2))
                .isNull();
    }

    @Test
    void imagesThatAreThere() {
        NodeLoad has = load(Objects.withImage(Objects.node("n1"), "docker.io/library/i:latest", 600 * MEGABYTE));
        NodeLoad hasNot = load(Objects.withImage(Objects.node("n2"), "docker.io/library/other:latest", 900 * MEGABYTE));
        // 600 MB on one of two nodes count 300; of the range from 23 to 1000
        assertThat(scores("ImageLocality", Objects.pod("p", ""), List.of(), has, hasNot))
                .containsExactly(28, 0);
        // An init container's image counts as well, and the range is for two: 900 / 2 against 2000
        Pod two = Objects.pod("p", "initContainers: [{name: init, image: other}]");
        assertThat(scores("ImageLocality", two, List.of(), has, hasNot)).containsExactly(14, 21);
    }
}
