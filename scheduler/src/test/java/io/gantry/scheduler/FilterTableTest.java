package io.gantry.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.core.v1.Pod;
import io.gantry.base.Reason;
import io.gantry.scheduler.fit.NodeFit;
import io.gantry.scheduler.fit.NodeLoad;
import io.gantry.scheduler.fit.PodDemand;
import io.gantry.scheduler.framework.FilterPlugin;
import io.gantry.scheduler.framework.PodContext;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each filter of the default profile by itself: what it says of one node, in Kubernetes' words. */
final class FilterTableTest {
    private static final String FITS = "fits";

    /** What the plugin says of node {@code n1}, beside which there may be others. */
    private static String verdict(String plugin, Pod pod, NodeLoad... nodes) {
        Map<String, NodeLoad> byName = new TreeMap<>();
        for (NodeLoad node : nodes) {
            byName.put(node.name(), node);
        }
        PodContext context = new PodContext(
                pod,
                PodDemand.of(pod),
                byName,
                namespace -> namespace.equals("blue") ? Map.of("team", "blue") : Map.of(),
                _ -> List.of());
        Profile profile = Profile.defaultProfile();
        List<FilterPlugin> filters = Stream.concat(
                        profile.filters().stream(),
                        profile.preFilters().stream().map(each -> each.prepare(context)))
                .filter(each -> each.name().equals(plugin))
                .toList();
        assertThat(filters).isNotEmpty();
        NodeLoad n1 = java.util.Objects.requireNonNull(byName.get("n1"));
        List<String> reasons = filters.stream()
                .map(each -> each.filter(context, n1))
                .filter(each -> !each.isEmpty())
                .findFirst()
                .orElse(List.of())
                .stream()
                .map(Reason::message)
                .toList();
        return reasons.isEmpty() ? FITS : String.join(", ", reasons);
    }

    private static NodeLoad node(String labels, String spec, Pod... pods) {
        return NodeLoad.of(Objects.node("n1", "4", "8Gi", labels, spec), List.of(pods));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ''                 | ''                                                                              | fits
                    unschedulable: true | ''                                                                             | node(s) were unschedulable
                    unschedulable: true | tolerations: [{operator: Exists}]                                              | fits
                    unschedulable: true | tolerations: [{key: node.kubernetes.io/unschedulable, operator: Exists}]       | fits
                    unschedulable: true | tolerations: [{key: node.kubernetes.io/unschedulable, operator: Exists, effect: NoExecute}] | node(s) were unschedulable
                    """)
    void nodeUnschedulable(String nodeSpec, String podSpec, String verdict) {
        assertThat(verdict("NodeUnschedulable", Objects.pod("p", podSpec), node("", nodeSpec)))
                .isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {key: k, value: v, effect: NoSchedule}       | {key: k, operator: Equal, value: v, effect: NoSchedule} | fits
                    {key: k, value: v, effect: NoSchedule}       | {key: k, value: v}                                      | fits
                    {key: k, value: v, effect: NoSchedule}       | {key: k, operator: Exists}                              | fits
                    {key: k, value: v, effect: NoSchedule}       | {operator: Exists}                                      | fits
                    {key: k, value: v, effect: NoSchedule}       | {operator: Exists, effect: NoSchedule}                  | fits
                    {key: k, value: v, effect: NoSchedule}       | {key: k, value: w}                                      | node(s) had untolerated taint(s)
                    {key: k, value: v, effect: NoSchedule}       | {key: l, operator: Exists}                              | node(s) had untolerated taint(s)
                    {key: k, value: v, effect: NoSchedule}       | {key: k, operator: Exists, effect: NoExecute}           | node(s) had untolerated taint(s)
                    {key: k, effect: NoExecute}                  | {key: k, operator: Exists, effect: NoExecute, tolerationSeconds: 1} | fits
                    {key: k, effect: NoExecute}                  | {key: l, operator: Exists}                              | node(s) had untolerated taint(s)
                    {key: k, value: v, effect: PreferNoSchedule} | {key: l, operator: Exists}                              | fits
                    {key: k, value: '5', effect: NoSchedule}     | {key: k, operator: Gt, value: '4'}                      | node(s) had untolerated taint(s)
                    {key: k, value: '5', effect: NoSchedule}     | {key: k, operator: Lt, value: '6'}                      | node(s) had untolerated taint(s)
                    """)
    void taintToleration(String taint, String toleration, String verdict) {
        assertThat(verdict(
                        "TaintToleration",
                        Objects.pod("p", "tolerations: [" + toleration + "]"),
                        node("", "taints: [" + taint + "]")))
                .isEqualTo(verdict);
    }

    @Test
    void everyTaintIsToBeTolerated() {
        assertThat(verdict(
                        "TaintToleration",
                        Objects.pod("p", "tolerations: [{key: a, operator: Exists}]"),
                        node("", "taints: [{key: a, effect: NoSchedule}, {key: b, effect: NoSchedule}]")))
                .isEqualTo("node(s) had untolerated taint(s)");
    }

    /** Terms are alternatives, the requirements of one hold together; of node n1 with disk: ssd, gen: '5'. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    [{matchExpressions: [{key: disk, operator: In, values: [hdd, ssd]}]}]          | fits
                    [{matchExpressions: [{key: disk, operator: In, values: [hdd]}]}]               | no
                    [{matchExpressions: [{key: disk, operator: NotIn, values: [hdd]}]}]            | fits
                    [{matchExpressions: [{key: disk, operator: NotIn, values: [ssd]}]}]            | no
                    [{matchExpressions: [{key: other, operator: NotIn, values: [ssd]}]}]           | fits
                    [{matchExpressions: [{key: disk, operator: Exists}]}]                          | fits
                    [{matchExpressions: [{key: other, operator: Exists}]}]                         | no
                    [{matchExpressions: [{key: other, operator: DoesNotExist}]}]                   | fits
                    [{matchExpressions: [{key: disk, operator: DoesNotExist}]}]                    | no
                    [{matchExpressions: [{key: gen, operator: Gt, values: ['4']}]}]                | fits
                    [{matchExpressions: [{key: gen, operator: Gt, values: ['5']}]}]                | no
                    [{matchExpressions: [{key: gen, operator: Lt, values: ['6']}]}]                | fits
                    [{matchExpressions: [{key: gen, operator: Lt, values: ['5']}]}]                | no
                    [{matchExpressions: [{key: disk, operator: Gt, values: ['1']}]}]               | no
                    [{matchExpressions: [{key: other, operator: Lt, values: ['1']}]}]              | no
                    [{matchExpressions: [{key: disk, operator: Exists}, {key: other, operator: Exists}]}] | no
                    [{matchExpressions: [{key: other, operator: Exists}]}, {matchExpressions: [{key: disk, operator: Exists}]}] | fits
                    [{matchFields: [{key: metadata.name, operator: In, values: [n1]}]}]            | fits
                    [{matchFields: [{key: metadata.name, operator: NotIn, values: [n1]}]}]         | no
                    [{matchFields: [{key: metadata.name, operator: In, values: [n1]}], matchExpressions: [{key: disk, operator: In, values: [hdd]}]}] | no
                    [{}]                                                                           | no
                    """)
    void requiredNodeAffinity(String terms, String verdict) {
        String spec = "affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: "
                + terms + "}}}";
        assertThat(verdict("NodeAffinity", Objects.pod("p", spec), node("disk: ssd, gen: '5'", "")))
                .isEqualTo(verdict.equals("no") ? "node(s) didn't match Pod's node affinity/selector" : verdict);
    }

    /** A pod that is for named nodes only is not compared with the others at all. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    [{matchFields: [{key: metadata.name, operator: In, values: [n2]}]}]  | node(s) didn't satisfy plugin(s) [NodeAffinity]
                    [{matchFields: [{key: metadata.name, operator: In, values: [n2]}]}, {matchExpressions: [{key: disk, operator: Exists}]}] | fits
                    [{matchFields: [{key: metadata.name, operator: In, values: [n1, n2]}, {key: metadata.name, operator: In, values: [n2]}]}] | node(s) didn't satisfy plugin(s) [NodeAffinity]
                    """)
    void namedNodes(String terms, String verdict) {
        String spec = "affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: "
                + terms + "}}}";
        assertThat(verdict("NodeAffinity", Objects.pod("p", spec), node("disk: ssd", "")))
                .isEqualTo(verdict);
    }

    @Test
    void nodeSelectorAndAffinityHoldTogether() {
        String affinity = ", affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: "
                + "{nodeSelectorTerms: [{matchExpressions: [{key: disk, operator: Exists}]}]}}}";
        NodeLoad node = node("disk: ssd", "");
        assertThat(verdict("NodeAffinity", Objects.pod("p", "nodeSelector: {disk: ssd}" + affinity), node))
                .isEqualTo(FITS);
        assertThat(verdict("NodeAffinity", Objects.pod("p", "nodeSelector: {disk: hdd}" + affinity), node))
                .isEqualTo("node(s) didn't match Pod's node affinity/selector");
    }

    @Test
    void nodeName() {
        assertThat(verdict("NodeName", Objects.pod("p", "nodeName: n1"), node("", "")))
                .isEqualTo(FITS);
        assertThat(verdict("NodeName", Objects.pod("p", "nodeName: n2"), node("", "")))
                .isEqualTo("node(s) didn't match the requested node name");
    }

    /** A sidecar's port, given on the node with the first of each row and wanted with the second. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    hostPort: 80                                   | hostPort: 81                                   | fits
                    hostPort: 80                                   | hostPort: 80                                   | taken
                    hostPort: 80                                   | hostPort: 80, protocol: UDP                    | fits
                    hostPort: 80, hostIP: 10.0.0.1                 | hostPort: 80, hostIP: 10.0.0.2                 | fits
                    hostPort: 80, hostIP: 10.0.0.1                 | hostPort: 80, hostIP: 10.0.0.1                 | taken
                    hostPort: 80, hostIP: 10.0.0.1                 | hostPort: 80                                   | taken
                    hostPort: 80, hostIP: 0.0.0.0                  | hostPort: 80, hostIP: 10.0.0.1                 | taken
                    """)
    void nodePorts(String given, String wanted, String verdict) {
        String sidecar =
                "initContainers: [{name: s, image: i, restartPolicy: Always, ports: [{containerPort: 1, %s}]}]";
        assertThat(verdict(
                        "NodePorts",
                        Objects.pod("p", sidecar.formatted(wanted)),
                        node("", "", Objects.pod("there", sidecar.formatted(given)))))
                .isEqualTo(
                        verdict.equals("taken")
                                ? "node(s) didn't have free ports for the requested pod ports"
                                : verdict);
    }

    /** On 4 cores and 8 GiB, of which a pod has taken 1 and 1. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    '3'                 | 7Gi                 | fits
                    3001m               | 7Gi                 | Insufficient cpu
                    '3'                 | 7169Mi              | Insufficient memory
                    '4'                 | 8Gi                 | Insufficient cpu, Insufficient memory
                    '0'                 | '0'                 | fits
                    9223372036854775807 | 9223372036854775807 | Insufficient cpu, Insufficient memory
                    """)
    void nodeResourcesFit(String cpu, String memory, String verdict) {
        assertThat(verdict(
                        "NodeResourcesFit",
                        Objects.pod("p", cpu, memory, "", ""),
                        node("", "", Objects.pod("there", ""))))
                .isEqualTo(verdict);
    }

    /** Sums must not turn negative: such a pod would fit everywhere. */
    @Test
    void theImpossibleTwiceIsStillImpossible() {
        String more = "initContainers: [{name: s, image: i, restartPolicy: Always, "
                + "resources: {requests: {cpu: '9223372036854775', memory: '9223372036854775807', example.com/gpu: 1}}}]";
        Pod pod = Objects.pod("p", "9223372036854775", "9223372036854775807", "", more);
        assertThat(verdict("NodeResourcesFit", pod, node("", "")))
                .isEqualTo("Insufficient cpu, Insufficient memory, Insufficient example.com/gpu");
        // Nor may taking such a pod away make room that was not there.
        NodeLoad load = node("", "", Objects.pod("there", "3", "1Gi", "", "")).with(pod);
        assertThat(verdict("NodeResourcesFit", Objects.pod("q", "2", "1Gi", "", ""), load.without(pod.uid())))
                .isEqualTo("Insufficient cpu");
    }

    @Test
    void theNodeRefusesWithTheKubeletsCodes() {
        Pod pod = Objects.pod(
                "p",
                "9",
                "9Gi",
                "",
                "initContainers: [{name: s, image: i, restartPolicy: Always, "
                        + "resources: {requests: {ephemeral-storage: 1Gi, example.com/gpu: 1}}}]");
        NodeLoad full = NodeLoad.of(
                Objects.node("n1", "4", "8Gi", "", ""),
                Stream.iterate(0, i -> i < 10, i -> i + 1)
                        .map(i -> Objects.pod("p" + i, "0", "0", "", ""))
                        .toList());
        assertThat(NodeFit.resources(PodDemand.of(pod), full))
                .extracting(NodeFit::kubeletCode)
                .containsExactly(
                        "OutOfpods", "OutOfcpu", "OutOfmemory", "OutOfephemeral-storage", "OutOfexample.com/gpu");
    }

    /** Zones a and b; web pods: two in a, one in b. n1 is in zone a. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    maxSkew: 2                                                    | fits
                    maxSkew: 1                                                    | skew
                    maxSkew: 1, nodeTaintsPolicy: Honor                           | fits
                    maxSkew: 2, minDomains: 2                                     | fits
                    maxSkew: 2, minDomains: 3                                     | skew
                    maxSkew: 3, minDomains: 3                                     | fits
                    maxSkew: 1, matchLabelKeys: [version]                         | fits
                    maxSkew: 1, topologyKey: rack                                 | missing
                    """)
    void podTopologySpread(String constraint, String verdict) {
        NodeLoad n1 = node(
                "zone: a",
                "",
                Objects.pod("a1", "1", "1Gi", "app: web, version: v1", ""),
                Objects.pod("a2", "1", "1Gi", "app: web, version: v1", ""),
                Objects.pod("a3", "1", "1Gi", "app: db", ""));
        NodeLoad n2 = NodeLoad.of(
                Objects.node("n2", "4", "8Gi", "zone: b", "taints: [{key: k, effect: NoSchedule}]"),
                List.of(Objects.pod("b1", "1", "1Gi", "app: web, version: v1", "")));
        // Neither is in any zone.
        NodeLoad n3 = NodeLoad.of(Objects.node("n3"), List.of(Objects.pod("c1", "1", "1Gi", "app: web", "")));
        String key = constraint.contains("topologyKey") ? "" : ", topologyKey: zone";
        Pod pod = Objects.pod(
                "p",
                "1",
                "1Gi",
                "app: web, version: v2",
                "topologySpreadConstraints: [{" + constraint + key
                        + ", whenUnsatisfiable: DoNotSchedule, labelSelector: {matchLabels: {app: web}}}]");
        assertThat(verdict("PodTopologySpread", pod, n1, n2, n3))
                .isEqualTo(
                        switch (verdict) {
                            case "skew" -> "node(s) didn't match pod topology spread constraints";
                            case "missing" ->
                                "node(s) didn't match pod topology spread constraints (missing required label)";
                            default -> verdict;
                        });
    }

    @Test
    void placesThatTheSelectorExcludesDoNotCountUnlessTheyAreTo() {
        NodeLoad n1 = node("zone: a, disk: ssd", "", Objects.pod("a1", ""), Objects.pod("a2", ""));
        NodeLoad n2 = NodeLoad.of(Objects.node("n2", "4", "8Gi", "zone: b, disk: hdd", ""), List.of());
        String spec = "nodeSelector: {disk: ssd}, topologySpreadConstraints: [{maxSkew: 1, topologyKey: zone, "
                + "whenUnsatisfiable: DoNotSchedule, labelSelector: {matchLabels: {app: web}}%s}]";
        assertThat(verdict("PodTopologySpread", Objects.pod("p", spec.formatted("")), n1, n2))
                .isEqualTo(FITS);
        assertThat(verdict(
                        "PodTopologySpread", Objects.pod("p", spec.formatted(", nodeAffinityPolicy: Ignore")), n1, n2))
                .isEqualTo("node(s) didn't match pod topology spread constraints");
    }

    /** There is a db pod of namespace shop, version v1, in n1's zone. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    podAffinity     | topologyKey: zone, labelSelector: {matchLabels: {app: db}}                                  | fits
                    podAffinity     | topologyKey: rack, labelSelector: {matchLabels: {app: db}}                                  | near
                    podAffinity     | topologyKey: zone, labelSelector: {matchLabels: {app: cache}}                               | near
                    podAffinity     | topologyKey: zone, labelSelector: {matchLabels: {app: db}}, namespaces: [blue]              | near
                    podAffinity     | topologyKey: zone, labelSelector: {matchLabels: {app: db}}, namespaces: [blue, shop]        | fits
                    podAffinity     | topologyKey: zone, labelSelector: {matchLabels: {app: db}}, namespaceSelector: {}           | fits
                    podAffinity     | topologyKey: zone, labelSelector: {matchLabels: {app: db}}, namespaceSelector: {matchLabels: {team: blue}} | near
                    podAffinity     | topologyKey: zone, labelSelector: {matchLabels: {app: db}}, matchLabelKeys: [version]       | near
                    podAffinity     | topologyKey: zone, labelSelector: {matchLabels: {app: db}}, mismatchLabelKeys: [version]    | fits
                    podAffinity     | topologyKey: zone                                                                           | near
                    podAntiAffinity | topologyKey: zone, labelSelector: {matchLabels: {app: db}}                                  | far
                    podAntiAffinity | topologyKey: rack, labelSelector: {matchLabels: {app: db}}                                  | fits
                    podAntiAffinity | topologyKey: zone, labelSelector: {matchLabels: {app: db}}, matchLabelKeys: [version]       | fits
                    podAntiAffinity | topologyKey: zone, labelSelector: {matchExpressions: [{key: app, operator: Exists}]}        | far
                    podAntiAffinity | topologyKey: zone                                                                           | fits
                    """)
    void interPodAffinity(String side, String term, String verdict) {
        Pod db = Objects.pod("db", "1", "1Gi", "app: db, version: v1", "");
        Pod pod = Objects.pod(
                "p",
                "1",
                "1Gi",
                "app: web, version: v2",
                "affinity: {" + side + ": {requiredDuringSchedulingIgnoredDuringExecution: [{" + term + "}]}}");
        NodeLoad n2 = NodeLoad.of(Objects.node("n2", "4", "8Gi", "zone: a", ""), List.of(db));
        assertThat(verdict("InterPodAffinity", pod, node("zone: a", ""), n2))
                .isEqualTo(
                        switch (verdict) {
                            case "near" -> "node(s) didn't match pod affinity rules";
                            case "far" -> "node(s) didn't match pod anti-affinity rules";
                            default -> verdict;
                        });
    }
}
