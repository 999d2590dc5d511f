package io.gantry.scheduler;

import io.gantry.api.core.v1.Affinity;
import io.gantry.api.core.v1.Node;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodAffinity;
import io.gantry.api.core.v1.PodAffinityTerm;
import io.gantry.api.core.v1.PodAntiAffinity;
import io.gantry.api.core.v1.Taint;
import io.gantry.api.core.v1.Toleration;
import io.gantry.api.core.v1.TopologySpreadConstraint;
import io.gantry.api.core.v1.WeightedPodAffinityTerm;
import io.gantry.api.types.Quantity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The default profile once more, as plainly as Kubernetes' documentation says it: nothing is kept, every pod is looked at again
 * for every node and every rule. It knows what {@link NaiveChoiceTest} makes and no more: one container, one namespace,
 * selectors that are equal labels.
 */
final class NaiveScheduler {
    private static final String HOSTNAME = "kubernetes.io/hostname";

    private final Map<String, Node> nodes;
    private final Map<String, List<Pod>> there;

    NaiveScheduler(Map<String, Node> nodes, Map<String, List<Pod>> there) {
        this.nodes = nodes;
        this.there = there;
    }

    /** Why each node is out; an empty list when it is not. */
    Map<String, List<String>> refusals(Pod pod) {
        Map<String, List<String>> refusals = new TreeMap<>();
        nodes.values().forEach(node -> refusals.put(node.name(), refusals(pod, node)));
        return refusals;
    }

    String message(Pod pod) {
        Map<String, Integer> counts = new HashMap<>();
        refusals(pod).values().forEach(list -> list.forEach(reason -> counts.merge(reason, 1, Integer::sum)));
        List<String> parts = new ArrayList<>();
        counts.forEach((reason, count) -> parts.add(count + " " + reason));
        parts.sort(null);
        return "0/" + nodes.size() + " nodes are available: " + String.join(", ", parts) + ".";
    }

    private List<String> refusals(Pod pod, Node node) {
        List<Taint> taints = node.spec().taints();
        if (Boolean.TRUE.equals(node.spec().unschedulable())) {
            return List.of("node(s) were unschedulable");
        }
        if (taints.stream().anyMatch(taint -> !taint.effect().equals("PreferNoSchedule") && !tolerated(pod, taint))) {
            return List.of("node(s) had untolerated taint(s)");
        }
        if (!selected(pod, node)) {
            return List.of("node(s) didn't match Pod's node affinity/selector");
        }
        if (on(node).stream().anyMatch(other -> hostPort(other) != 0 && hostPort(other) == hostPort(pod))) {
            return List.of("node(s) didn't have free ports for the requested pod ports");
        }
        List<String> short0 = shortages(pod, node);
        if (!short0.isEmpty()) {
            return short0;
        }
        String spread = spread(pod, node);
        if (spread != null) {
            return List.of(spread);
        }
        String affinity = podAffinity(pod, node);
        return affinity == null ? List.of() : List.of(affinity);
    }

    private List<Pod> on(Node node) {
        return there.getOrDefault(node.name(), List.of());
    }

    private static boolean tolerated(Pod pod, Taint taint) {
        for (Toleration toleration : pod.spec().tolerations()) {
            if (Objects.equals(toleration.key(), taint.key())
                    && ("Exists".equals(toleration.operator()) || Objects.equals(toleration.value(), taint.value()))) {
                return true;
            }
        }
        return false;
    }

    private static boolean selected(Pod pod, Node node) {
        return has(node.metadata().labels(), pod.spec().nodeSelector());
    }

    private static boolean has(Map<String, String> labels, Map<String, String> wanted) {
        return wanted.entrySet().stream().allMatch(each -> each.getValue().equals(labels.get(each.getKey())));
    }

    private static int hostPort(Pod pod) {
        return pod.spec().containers().getFirst().ports().stream()
                .mapToInt(port -> port.hostPort() == null ? 0 : port.hostPort())
                .findFirst()
                .orElse(0);
    }

    private static Quantity amount(Map<String, Quantity> amounts, String name) {
        return Objects.requireNonNull(amounts.get(name));
    }

    private static long cpu(Pod pod) {
        return amount(pod.spec().containers().getFirst().resources().requests(), "cpu")
                .milliValue();
    }

    private static long memory(Pod pod) {
        return amount(pod.spec().containers().getFirst().resources().requests(), "memory")
                .value();
    }

    private static long cpu(Node node) {
        return amount(node.status().allocatable(), "cpu").milliValue();
    }

    private static long memory(Node node) {
        return amount(node.status().allocatable(), "memory").value();
    }

    private List<String> shortages(Pod pod, Node node) {
        List<String> shortages = new ArrayList<>();
        if (on(node).size() >= amount(node.status().allocatable(), "pods").value()) {
            shortages.add("Too many pods");
        }
        if (cpu(pod) > 0 && on(node).stream().mapToLong(NaiveScheduler::cpu).sum() + cpu(pod) > cpu(node)) {
            shortages.add("Insufficient cpu");
        }
        if (memory(pod) > 0
                && on(node).stream().mapToLong(NaiveScheduler::memory).sum() + memory(pod) > memory(node)) {
            shortages.add("Insufficient memory");
        }
        return shortages;
    }

    // ---- spreading

    private static List<TopologySpreadConstraint> constraints(Pod pod, String when) {
        return pod.spec().topologySpreadConstraints().stream()
                .filter(each -> each.whenUnsatisfiable().equals(when))
                .toList();
    }

    private long matching(Pod pod, TopologySpreadConstraint constraint, Node node) {
        Map<String, String> selector =
                Objects.requireNonNull(constraint.labelSelector()).matchLabels();
        return on(node).stream()
                .filter(other -> other.metadata().deletionTimestamp() == null)
                .filter(other -> has(other.metadata().labels(), selector))
                .filter(other -> constraint.matchLabelKeys().stream()
                        .allMatch(key -> Objects.equals(
                                other.metadata().labels().get(key),
                                pod.metadata().labels().get(key))))
                .count();
    }

    private static boolean takesPart(Pod pod, TopologySpreadConstraint constraint, Node node) {
        return ("Ignore".equals(constraint.nodeAffinityPolicy()) || selected(pod, node))
                && (!"Honor".equals(constraint.nodeTaintsPolicy())
                        || node.spec().taints().stream()
                                .allMatch(taint -> taint.effect().equals("PreferNoSchedule") || tolerated(pod, taint)));
    }

    private @Nullable String spread(Pod pod, Node node) {
        List<TopologySpreadConstraint> hard = constraints(pod, "DoNotSchedule");
        for (TopologySpreadConstraint constraint : hard) {
            String place = node.metadata().labels().get(constraint.topologyKey());
            if (place == null) {
                return "node(s) didn't match pod topology spread constraints (missing required label)";
            }
            Map<String, Long> places = new HashMap<>();
            for (Node other : nodes.values()) {
                boolean known =
                        hard.stream().allMatch(each -> other.metadata().labels().containsKey(each.topologyKey()));
                if (known && takesPart(pod, constraint, other)) {
                    places.merge(
                            Objects.requireNonNull(other.metadata().labels().get(constraint.topologyKey())),
                            matching(pod, constraint, other),
                            Long::sum);
                }
            }
            long least =
                    places.values().stream().mapToLong(Long::longValue).min().orElse(0);
            if (constraint.minDomains() != null && places.size() < constraint.minDomains()) {
                least = 0;
            }
            boolean self = has(
                    pod.metadata().labels(),
                    Objects.requireNonNull(constraint.labelSelector()).matchLabels());
            if (places.getOrDefault(place, 0L) + (self ? 1 : 0) - least > constraint.maxSkew()) {
                return "node(s) didn't match pod topology spread constraints";
            }
        }
        return null;
    }

    // ---- affinity between pods

    private static List<PodAffinityTerm> required(Pod pod, boolean anti) {
        Optional<Affinity> wishes = Optional.ofNullable(pod.spec().affinity());
        return anti
                ? wishes.map(Affinity::podAntiAffinity)
                        .map(PodAntiAffinity::requiredDuringSchedulingIgnoredDuringExecution)
                        .orElse(List.of())
                : wishes.map(Affinity::podAffinity)
                        .map(PodAffinity::requiredDuringSchedulingIgnoredDuringExecution)
                        .orElse(List.of());
    }

    private static List<WeightedPodAffinityTerm> preferred(Pod pod, boolean anti) {
        Optional<Affinity> wishes = Optional.ofNullable(pod.spec().affinity());
        return anti
                ? wishes.map(Affinity::podAntiAffinity)
                        .map(PodAntiAffinity::preferredDuringSchedulingIgnoredDuringExecution)
                        .orElse(List.of())
                : wishes.map(Affinity::podAffinity)
                        .map(PodAffinity::preferredDuringSchedulingIgnoredDuringExecution)
                        .orElse(List.of());
    }

    private static boolean means(PodAffinityTerm term, Pod target) {
        return has(
                target.metadata().labels(),
                Objects.requireNonNull(term.labelSelector()).matchLabels());
    }

    private static boolean together(Node one, Node other, String key) {
        String place = one.metadata().labels().get(key);
        return place != null && place.equals(other.metadata().labels().get(key));
    }

    private Stream<Map.Entry<Node, Pod>> everyPod() {
        return nodes.values().stream().flatMap(node -> on(node).stream().map(pod -> Map.entry(node, pod)));
    }

    private @Nullable String podAffinity(Pod pod, Node node) {
        List<PodAffinityTerm> near = required(pod, false);
        List<Map.Entry<Node, Pod>> neighbours = everyPod()
                .filter(each -> near.stream().allMatch(term -> means(term, each.getValue())))
                .filter(each -> near.stream()
                        .anyMatch(term -> each.getKey().metadata().labels().containsKey(term.topologyKey())))
                .toList();
        boolean first = neighbours.isEmpty() && near.stream().allMatch(term -> means(term, pod));
        for (PodAffinityTerm term : near) {
            boolean known = node.metadata().labels().containsKey(term.topologyKey());
            if (!known
                    || (!first
                            && neighbours.stream()
                                    .noneMatch(each -> together(node, each.getKey(), term.topologyKey())))) {
                return "node(s) didn't match pod affinity rules";
            }
        }
        if (required(pod, true).stream()
                .anyMatch(term -> everyPod()
                        .anyMatch(each ->
                                means(term, each.getValue()) && together(node, each.getKey(), term.topologyKey())))) {
            return "node(s) didn't match pod anti-affinity rules";
        }
        if (everyPod()
                .anyMatch(each -> required(each.getValue(), true).stream()
                        .anyMatch(term -> means(term, pod) && together(node, each.getKey(), term.topologyKey())))) {
            return "node(s) didn't satisfy existing pods anti-affinity rules";
        }
        return null;
    }

    // ---- scores

    /** The weighted sum of all scores of each feasible node. */
    Map<String, Long> totals(Pod pod) {
        List<Node> feasible = nodes.values().stream()
                .filter(node -> refusals(pod, node).isEmpty())
                .toList();
        Map<String, Long> totals = new LinkedHashMap<>();
        for (Node node : feasible) {
            totals.put(
                    node.name(),
                    3 * upTo100(feasible, node, each -> unwanted(pod, each), true)
                            + leastAllocated(pod, node)
                            + balanced(pod, node)
                            + 2 * spreadScore(pod, feasible, node)
                            + 2 * affinityScore(pod, feasible, node));
        }
        return totals;
    }

    private interface Raw {
        long of(Node node);
    }

    private static long upTo100(List<Node> feasible, Node node, Raw raw, boolean fewerIsBetter) {
        long highest = feasible.stream().mapToLong(raw::of).max().orElse(0);
        long score = highest == 0 ? 0 : raw.of(node) * 100 / highest;
        return fewerIsBetter ? 100 - score : score;
    }

    private static long unwanted(Pod pod, Node node) {
        return node.spec().taints().stream()
                .filter(taint -> taint.effect().equals("PreferNoSchedule") && !tolerated(pod, taint))
                .count();
    }

    private long leastAllocated(Pod pod, Node node) {
        long cpuLeft = cpu(node)
                - cpu(pod)
                - on(node).stream().mapToLong(NaiveScheduler::cpu).sum();
        long memoryLeft = memory(node)
                - memory(pod)
                - on(node).stream().mapToLong(NaiveScheduler::memory).sum();
        return (cpuLeft * 100 / cpu(node) + memoryLeft * 100 / memory(node)) / 2;
    }

    private long balanced(Pod pod, Node node) {
        if (cpu(pod) == 0 && memory(pod) == 0) {
            return 0;
        }
        long cpu = on(node).stream().mapToLong(NaiveScheduler::cpu).sum();
        long memory = on(node).stream().mapToLong(NaiveScheduler::memory).sum();
        long with = even((double) (cpu + cpu(pod)) / cpu(node), (double) (memory + memory(pod)) / memory(node));
        long without = even((double) cpu / cpu(node), (double) memory / memory(node));
        return 50 + (50 + with - without) / 2;
    }

    private static long even(double one, double other) {
        return (long) ((1 - Math.abs(one - other) / 2) * 100);
    }

    private long spreadScore(Pod pod, List<Node> feasible, Node node) {
        List<TopologySpreadConstraint> soft = constraints(pod, "ScheduleAnyway");
        if (soft.isEmpty()) {
            return 0;
        }
        List<Node> known = feasible.stream()
                .filter(each -> soft.stream()
                        .allMatch(constraint -> each.metadata().labels().containsKey(constraint.topologyKey())))
                .toList();
        if (!known.contains(node)) {
            return 0;
        }
        long highest = known.stream()
                .mapToLong(each -> crowd(pod, soft, known, each))
                .max()
                .orElseThrow();
        long lowest = known.stream()
                .mapToLong(each -> crowd(pod, soft, known, each))
                .min()
                .orElseThrow();
        return highest == 0 ? 100 : 100 * (highest + lowest - crowd(pod, soft, known, node)) / highest;
    }

    private long crowd(Pod pod, List<TopologySpreadConstraint> soft, List<Node> known, Node node) {
        double crowd = 0;
        for (TopologySpreadConstraint constraint : soft) {
            String key = constraint.topologyKey();
            long places = known.stream()
                    .map(each -> each.metadata().labels().get(key))
                    .distinct()
                    .count();
            long count = 0;
            for (Node other : nodes.values()) {
                boolean all =
                        soft.stream().allMatch(each -> other.metadata().labels().containsKey(each.topologyKey()));
                if (key.equals(HOSTNAME)
                        ? other.equals(node)
                        : all && takesPart(pod, constraint, other) && together(node, other, key)) {
                    count += matching(pod, constraint, other);
                }
            }
            crowd += count * Math.log(places + 2.0) + (constraint.maxSkew() - 1);
        }
        return Math.round(crowd);
    }

    private long affinityScore(Pod pod, List<Node> feasible, Node node) {
        long highest =
                feasible.stream().mapToLong(each -> liking(pod, each)).max().orElseThrow();
        long lowest =
                feasible.stream().mapToLong(each -> liking(pod, each)).min().orElseThrow();
        return highest == lowest ? 0 : 100 * (liking(pod, node) - lowest) / (highest - lowest);
    }

    private long liking(Pod pod, Node node) {
        return everyPod()
                .mapToLong(each -> {
                    Pod other = each.getValue();
                    long liking = 0;
                    for (boolean anti : new boolean[] {false, true}) {
                        for (WeightedPodAffinityTerm term : preferred(pod, anti)) {
                            liking += weight(term, anti, other, node, each.getKey());
                        }
                        for (WeightedPodAffinityTerm term : preferred(other, anti)) {
                            liking += weight(term, anti, pod, node, each.getKey());
                        }
                    }
                    for (PodAffinityTerm term : required(other, false)) {
                        liking += means(term, pod) && together(node, each.getKey(), term.topologyKey()) ? 1 : 0;
                    }
                    return liking;
                })
                .sum();
    }

    private static long weight(WeightedPodAffinityTerm term, boolean anti, Pod target, Node node, Node other) {
        boolean counts = means(term.podAffinityTerm(), target)
                && together(node, other, term.podAffinityTerm().topologyKey());
        return !counts ? 0 : anti ? -term.weight() : term.weight();
    }
}
