package io.gantry.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.core.v1.Node;
import io.gantry.api.core.v1.Pod;
import io.gantry.scheduler.fit.NodeLoad;
import io.gantry.scheduler.fit.PodDemand;
import io.gantry.scheduler.framework.PodContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.statistics.Statistics;

/** Whatever the cluster and the pod: the node chosen is one that scoring every node naively puts first. */
final class NaiveChoiceTest {
    private static final List<String> KEYS = List.of("kubernetes.io/hostname", "topology.kubernetes.io/zone");

    @Property(tries = 500)
    void theChoiceIsTheNaiveOne(@ForAll @LongRange(min = 0, max = Long.MAX_VALUE / 2) long seed) {
        Random random = new Random(seed);
        Map<String, Node> nodes = new TreeMap<>();
        Map<String, List<Pod>> there = new TreeMap<>();
        Map<String, NodeLoad> loads = new TreeMap<>();
        int count = 1 + random.nextInt(6);
        for (int i = 0; i < count; i++) {
            Node node = node("n" + i, random);
            List<Pod> pods = new ArrayList<>();
            for (int p = random.nextInt(4); p > 0; p--) {
                pods.add(pod("p" + i + "-" + p, random));
            }
            nodes.put(node.name(), node);
            there.put(node.name(), pods);
            // Pods come and go: what is summed up on the way must not differ from what is there.
            List<Pod> gone = List.of(pod("gone" + i, random), pod("went" + i, random));
            NodeLoad load = NodeLoad.of(node, gone);
            for (Pod pod : pods) {
                load = load.with(pod);
            }
            loads.put(node.name(), load.without("uid-gone" + i).without("uid-went" + i));
        }
        Pod pod = pod("new", random);
        NaiveScheduler naive = new NaiveScheduler(nodes, there);

        Placement placement = new SchedulingCycle(Profile.defaultProfile(), random)
                .place(new PodContext(pod, PodDemand.of(pod), loads, _ -> Map.of(), _ -> List.of()));

        Map<String, Long> totals = naive.totals(pod);
        Statistics.label("feasible nodes").collect(Math.min(totals.size(), 2)).coverage(coverage -> {
            coverage.check(0).percentage(share -> share > 5);
            coverage.check(2).percentage(share -> share > 20);
        });
        switch (placement) {
            case Placement.Unplaced(String message) -> {
                assertThat(totals).isEmpty();
                assertThat(message).isEqualTo(naive.message(pod));
            }
            case Placement.Placed(String node, long score) -> {
                assertThat(totals).containsKey(node);
                if (totals.size() > 1) {
                    assertThat(score).isEqualTo(totals.get(node)).isEqualTo(Collections.max(totals.values()));
                }
            }
        }
    }

    private static boolean sometimes(Random random) {
        return random.nextInt(4) == 0;
    }

    private static <T> T one(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static Node node(String name, Random random) {
        List<String> labels = new ArrayList<>();
        if (!sometimes(random)) {
            labels.add("topology.kubernetes.io/zone: " + one(random, List.of("a", "b", "c")));
        }
        if (random.nextBoolean()) {
            labels.add("disk: " + one(random, List.of("ssd", "hdd")));
        }
        List<String> spec = new ArrayList<>();
        if (random.nextInt(12) == 0) {
            spec.add("unschedulable: true");
        }
        if (sometimes(random)) {
            spec.add("taints: [{key: k, value: v, effect: "
                    + one(random, List.of("NoSchedule", "NoExecute", "PreferNoSchedule", "PreferNoSchedule")) + "}]");
        }
        return Objects.node(
                name,
                Integer.toString(2 + random.nextInt(6)),
                (2 + random.nextInt(6)) + "Gi",
                String.join(", ", labels),
                String.join(", ", spec));
    }

    private static Pod pod(String name, Random random) {
        List<String> spec = new ArrayList<>();
        if (random.nextInt(6) == 0) {
            spec.add("nodeSelector: {disk: ssd}");
        }
        if (random.nextBoolean()) {
            spec.add("tolerations: ["
                    + one(random, List.of("{key: k, operator: Exists}", "{key: k, value: v}", "{key: k, value: w}"))
                    + "]");
        }
        if (sometimes(random)) {
            spec.add("affinity: {podAffinity: {" + terms(random) + "}}");
        } else if (sometimes(random)) {
            spec.add("affinity: {podAntiAffinity: {" + terms(random) + "}}");
        }
        if (random.nextBoolean()) {
            List<String> constraints = new ArrayList<>();
            for (int i = 1 + random.nextInt(2); i > 0; i--) {
                constraints.add(constraint(random));
            }
            spec.add("topologySpreadConstraints: [" + String.join(", ", constraints) + "]");
        }
        Pod pod = Objects.pod(
                name,
                (100 + random.nextInt(1500)) + "m",
                (100 + random.nextInt(1500)) + "Mi",
                "app: " + one(random, List.of("web", "db")) + ", version: v" + random.nextInt(2),
                String.join(", ", spec));
        return random.nextInt(6) == 0 ? Objects.withHostPort(pod, 80 + random.nextInt(2)) : pod;
    }

    private static String terms(Random random) {
        String term = "topologyKey: " + one(random, KEYS) + ", labelSelector: {matchLabels: {app: "
                + one(random, List.of("web", "db")) + "}}";
        return random.nextBoolean()
                ? "requiredDuringSchedulingIgnoredDuringExecution: [{" + term + "}]"
                : "preferredDuringSchedulingIgnoredDuringExecution: [{weight: " + (1 + random.nextInt(100))
                        + ", podAffinityTerm: {" + term + "}}]";
    }

    private static String constraint(Random random) {
        boolean hard = random.nextBoolean();
        return "{maxSkew: " + (1 + random.nextInt(2)) + ", topologyKey: " + one(random, KEYS) + ", whenUnsatisfiable: "
                + (hard ? "DoNotSchedule" : "ScheduleAnyway")
                + (hard && sometimes(random) ? ", minDomains: " + (1 + random.nextInt(4)) : "")
                + (sometimes(random) ? ", nodeAffinityPolicy: Ignore" : "")
                + (sometimes(random) ? ", nodeTaintsPolicy: Honor" : "")
                + (sometimes(random) ? ", matchLabelKeys: [version]" : "")
                + ", labelSelector: {matchLabels: {app: " + one(random, List.of("web", "db")) + "}}}";
    }
}
