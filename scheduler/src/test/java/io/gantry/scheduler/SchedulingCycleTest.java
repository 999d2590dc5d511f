package io.gantry.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.core.v1.Node;
import io.gantry.api.core.v1.Pod;
import io.gantry.scheduler.fit.NodeLoad;
import io.gantry.scheduler.fit.PodDemand;
import io.gantry.scheduler.framework.PodContext;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The default profile's plugins, together as they run. */
final class SchedulingCycleTest {
    private final Map<String, NodeLoad> nodes = new TreeMap<>();

    private void add(Node node, Pod... pods) {
        nodes.put(node.name(), NodeLoad.of(node, List.of(pods)));
    }

    private Placement place(Pod pod) {
        return new SchedulingCycle(Profile.defaultProfile(), new Random(7))
                .place(new PodContext(
                        pod,
                        PodDemand.of(pod),
                        nodes,
                        namespace -> namespace.equals("other") ? Map.of("team", "blue") : Map.of(),
                        namespace -> List.of()));
    }

    private void goesTo(String node, Pod pod) {
        assertThat(place(pod))
                .isInstanceOfSatisfying(
                        Placement.Placed.class,
                        placed -> assertThat(placed.node()).isEqualTo(node));
    }

    private void waits(String message, Pod pod) {
        assertThat(place(pod)).isEqualTo(new Placement.Unplaced(message));
    }

    @Test
    void withoutNodes() {
        waits("no nodes available to schedule pods", Objects.pod("p", ""));
    }

    @Test
    void theMessageCountsNodesByReason() {
        add(Objects.node("n1", "1", "8Gi", "", ""), Objects.pod("a", ""));
        add(Objects.node("n2", "4", "8Gi", "", "taints: [{key: k, value: v, effect: NoSchedule}]"));
        add(Objects.node("n3", "4", "8Gi", "", "taints: [{key: k, value: v, effect: NoExecute}]"));
        waits("0/3 nodes are available: 1 Insufficient cpu, 2 node(s) had untolerated taint(s).", Objects.pod("p", ""));
    }

    @Test
    void allShortagesOfANodeAreNamed() {
        add(Objects.node("n1", "1", "1Gi", "", ""));
        waits(
                "0/1 nodes are available: 1 Insufficient cpu, 1 Insufficient memory.",
                Objects.pod("p", "2", "2Gi", "", ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nodeSelector: {disk: ssd} | node(s) didn't match Pod's node affinity/selector",
                "nodeName: other | node(s) didn't match the requested node name",
                "affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: zone, "
                        + "labelSelector: {matchLabels: {app: db}}}]}} | node(s) didn't match pod affinity rules",
                "affinity: {podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: zone, "
                        + "labelSelector: {matchLabels: {app: web}}}]}} | node(s) didn't match pod anti-affinity rules",
                "topologySpreadConstraints: [{maxSkew: 1, topologyKey: rack, whenUnsatisfiable: DoNotSchedule}] | "
                        + "node(s) didn't match pod topology spread constraints (missing required label)",
            })
    void reasonsInKubernetesWords(String spec, String reason) {
        add(Objects.node("n1", "4", "8Gi", "zone: a", ""), Objects.pod("there", ""));
        waits("0/1 nodes are available: 1 " + reason + ".", Objects.pod("p", spec));
    }

    @Test
    void cordonedNodesAndThoseWhoMayAllTheSame() {
        add(Objects.node("n1", "4", "8Gi", "", "unschedulable: true"));
        waits("0/1 nodes are available: 1 node(s) were unschedulable.", Objects.pod("p", ""));
        goesTo(
                "n1",
                Objects.pod(
                        "p",
                        "tolerations: [{key: node.kubernetes.io/unschedulable, operator: Exists, effect: NoSchedule}]"));
    }

    @Test
    void existingPodsMayRefuseTheNewOne() {
        add(
                Objects.node("n1", "4", "8Gi", "zone: a", ""),
                Objects.pod(
                        "there",
                        "affinity: {podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: "
                                + "[{topologyKey: zone, labelSelector: {matchLabels: {app: web}}}]}}"));
        waits(
                "0/1 nodes are available: 1 node(s) didn't satisfy existing pods anti-affinity rules.",
                Objects.pod("p", ""));
    }

    @Test
    void theFirstOfAGroupThatWantsItsOwnKindGoesAnywhere() {
        add(Objects.node("n1", "4", "8Gi", "zone: a", ""));
        goesTo(
                "n1",
                Objects.pod(
                        "p",
                        "affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: zone, "
                                + "labelSelector: {matchLabels: {app: web}}}]}}"));
    }

    @Test
    void oneNeighbourMustMatchAllAffinityTerms() {
        add(
                Objects.node("n1", "4", "8Gi", "zone: a", ""),
                Objects.pod("x", "1", "1Gi", "app: db", ""),
                Objects.pod("y", "1", "1Gi", "tier: back", ""));
        String terms = "affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: ["
                + "{topologyKey: zone, labelSelector: {matchLabels: {app: db}}}, "
                + "{topologyKey: zone, labelSelector: {matchLabels: {tier: back}}}]}}";
        waits("0/1 nodes are available: 1 node(s) didn't match pod affinity rules.", Objects.pod("p", terms));
        add(Objects.node("n2", "4", "8Gi", "zone: b", ""), Objects.pod("z", "1", "1Gi", "app: db, tier: back", ""));
        goesTo("n2", Objects.pod("p", terms));
    }

    @Test
    void hostPortsAreGivenOnce() {
        Pod pod = Objects.pod(
                "p",
                "initContainers: [{name: s, image: i, restartPolicy: Always, "
                        + "ports: [{containerPort: 80, hostPort: 80}]}]");
        add(Objects.node("n1"), pod);
        waits(
                "0/1 nodes are available: 1 node(s) didn't have free ports for the requested pod ports.",
                Objects.pod(
                        "q",
                        "initContainers: [{name: s, image: i, restartPolicy: Always, "
                                + "ports: [{containerPort: 80, hostPort: 80, hostIP: 10.0.0.1}]}]"));
        goesTo(
                "n1",
                Objects.pod(
                        "q",
                        "initContainers: [{name: s, image: i, restartPolicy: Always, "
                                + "ports: [{containerPort: 80, hostPort: 80, protocol: UDP}]}]"));
    }

    @Test
    void spreadKeepsTheSkew() {
        add(Objects.node("n1", "4", "8Gi", "zone: a", ""), Objects.pod("x", ""), Objects.pod("y", ""));
        add(Objects.node("n2", "1", "8Gi", "zone: b", ""), Objects.pod("z", ""));
        String spread = "topologySpreadConstraints: [{maxSkew: 1, topologyKey: zone, "
                + "whenUnsatisfiable: DoNotSchedule, labelSelector: {matchLabels: {app: web}}}]";
        waits(
                "0/2 nodes are available: 1 Insufficient cpu, "
                        + "1 node(s) didn't match pod topology spread constraints.",
                Objects.pod("p", spread));
    }

    @Test
    void nodesWithMoreLeftAreBetter() {
        add(Objects.node("n1"), Objects.pod("x", ""));
        add(Objects.node("n2"));
        goesTo("n2", Objects.pod("p", ""));
    }

    @Test
    void podsThatAskForNothingAreSpreadToo() {
        add(Objects.node("n1"), nothing("x"));
        add(Objects.node("n2"));
        goesTo("n2", nothing("p"));
    }

    private static Pod nothing(String name) {
        return (Pod) io.gantry.api.codec.Yaml.decode(
                ("apiVersion: v1\nkind: Pod\nmetadata: {name: %s, namespace: shop, uid: %s}\n"
                                + "spec: {containers: [{name: a, image: i}]}")
                        .formatted(name, name)
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8),
                io.gantry.api.core.v1.PodType.KIND,
                io.gantry.api.codec.DecodeOptions.LENIENT);
    }

    @Test
    void preferencesDecideAmongFeasibleNodes() {
        add(Objects.node("n1", "4", "8Gi", "", "taints: [{key: k, effect: PreferNoSchedule}]"));
        add(Objects.node("n2"), Objects.pod("x", ""));
        goesTo("n2", Objects.pod("p", ""));
        nodes.clear();
        add(Objects.node("n1", "4", "8Gi", "disk: ssd", ""), Objects.pod("x", ""));
        add(Objects.node("n2"));
        goesTo(
                "n1",
                Objects.pod(
                        "p",
                        "affinity: {nodeAffinity: {preferredDuringSchedulingIgnoredDuringExecution: [{weight: 1, "
                                + "preference: {matchExpressions: [{key: disk, operator: In, values: [ssd]}]}}]}}"));
    }

    @ParameterizedTest
    @CsvSource({
        "In, '[a, b]', true",
        "In, '[b]', false",
        "NotIn, '[b]', true",
        "NotIn, '[a]', false",
        "Exists, '[]', true",
        "DoesNotExist, '[]', false"
    })
    void nodeAffinityOperators(String operator, String values, boolean fits) {
        add(Objects.node("n1", "4", "8Gi", "zone: a", ""));
        Pod pod = Objects.pod("p", affinity("zone", operator, values));
        assertThat(place(pod) instanceof Placement.Placed).isEqualTo(fits);
    }

    @ParameterizedTest
    @CsvSource({"Gt, 4, true", "Gt, 5, false", "Lt, 6, true", "Lt, 5, false", "Gt, x, false"})
    void nodeAffinityNumbers(String operator, String value, boolean fits) {
        add(Objects.node("n1", "4", "8Gi", "gen: '5'", ""));
        Pod pod = Objects.pod("p", affinity("gen", operator, "['" + value + "']"));
        assertThat(place(pod) instanceof Placement.Placed).isEqualTo(fits);
    }

    private static String affinity(String key, String operator, String values) {
        return "affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: "
                + "[{matchExpressions: [{key: " + key + ", operator: " + operator + ", values: " + values + "}]}]}}}";
    }

    @ParameterizedTest
    @CsvSource({
        "'{key: k, operator: Equal, value: v, effect: NoSchedule}', true",
        "'{key: k, value: v}', true",
        "'{key: k, operator: Exists}', true",
        "'{operator: Exists}', true",
        "'{key: k, value: w}', false",
        "'{key: x, operator: Exists}', false",
        "'{key: k, operator: Exists, effect: NoExecute}', false"
    })
    void tolerations(String toleration, boolean fits) {
        add(Objects.node("n1", "4", "8Gi", "", "taints: [{key: k, value: v, effect: NoSchedule}]"));
        Pod pod = Objects.pod("p", "tolerations: [" + toleration + "]");
        assertThat(place(pod) instanceof Placement.Placed).isEqualTo(fits);
    }

    @Test
    void theSameSeedGivesTheSameChoice() {
        for (int i = 0; i < 20; i++) {
            add(Objects.node("n" + i));
        }
        assertThat(place(Objects.pod("p", ""))).isEqualTo(place(Objects.pod("p", "")));
    }

    /** Main 1, init 3, sidecar 1 before a second init of 2: the largest moment is init 3 or 1 + 2. */
    @Test
    void demandIsTheLargestMoment() {
        Pod pod = Objects.pod(
                "p",
                "1",
                "1Gi",
                "",
                "overhead: {cpu: 100m}, initContainers: ["
                        + "{name: i1, image: i, resources: {requests: {cpu: 3, memory: 1Gi}}}, "
                        + "{name: s, image: i, restartPolicy: Always, resources: {requests: {cpu: 1500m, memory: 3Gi}}}, "
                        + "{name: i2, image: i, resources: {requests: {cpu: 2, memory: 2Gi}}}]");
        PodDemand demand = PodDemand.of(pod);
        assertThat(demand.requests().milliCpu()).isEqualTo(3600);
        assertThat(demand.requests().memory()).isEqualTo(5L << 30);
    }
}
