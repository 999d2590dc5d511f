package io.gantry.scheduler.plugins;

import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.TopologySpreadConstraint;
import io.gantry.api.meta.v1.OwnerReference;
import io.gantry.api.select.LabelSelector;
import io.gantry.base.Reason;
import io.gantry.scheduler.fit.NodeLoad;
import io.gantry.scheduler.fit.NodeSelectors;
import io.gantry.scheduler.fit.Taints;
import io.gantry.scheduler.framework.FilterPlugin;
import io.gantry.scheduler.framework.PodContext;
import io.gantry.scheduler.framework.PreFilterPlugin;
import io.gantry.scheduler.framework.ScorePlugin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Spreads pods over zones, nodes or whatever a label names. {@code DoNotSchedule} constraints filter, {@code
 * ScheduleAnyway} ones score. A pod of a Service or a replicated workload without constraints of its own is spread over nodes
 * and zones by Kubernetes' default constraints, which only score.
 */
public final class PodTopologySpread implements PreFilterPlugin, ScorePlugin {
    private static final String HOSTNAME = "kubernetes.io/hostname";
    private static final String ZONE = "topology.kubernetes.io/zone";
    private static final Set<String> REPLICATED = Set.of("ReplicaSet", "ReplicationController", "StatefulSet");

    @Override
    public String name() {
        return "PodTopologySpread";
    }

    @Override
    public int weight() {
        return 2;
    }

    /** A constraint, and how many matching pods each place of its topology holds. */
    private record Counted(
            TopologySpreadConstraint constraint, boolean self, Map<String, Integer> counts, int smallest) {}

    @Override
    public FilterPlugin prepare(PodContext context) {
        List<Counted> hard = new ArrayList<>();
        Set<String> keys = new HashSet<>(); // a node without one of them is in none of the places
        for (TopologySpreadConstraint constraint : context.pod().spec().topologySpreadConstraints()) {
            if (constraint.whenUnsatisfiable().equals("DoNotSchedule")) {
                keys.add(constraint.topologyKey());
            }
        }
        for (TopologySpreadConstraint constraint : context.pod().spec().topologySpreadConstraints()) {
            if (constraint.whenUnsatisfiable().equals("DoNotSchedule")) {
                hard.add(count(context, constraint, keys));
            }
        }
        return new Filter(hard);
    }

    private static Counted count(PodContext context, TopologySpreadConstraint constraint, Set<String> keys) {
        LabelSelector selector = selector(constraint, context.pod());
        Map<String, Integer> counts = new HashMap<>();
        for (NodeLoad node : context.all()) {
            String place = node.node().metadata().labels().get(constraint.topologyKey());
            if (place == null
                    || !node.node().metadata().labels().keySet().containsAll(keys)
                    || !counts(constraint, context.pod(), node)) {
                continue;
            }
            int matching = 0;
            for (Pod pod : node.pods().values()) {
                matching += counts(context.pod(), selector, pod) ? 1 : 0;
            }
            counts.merge(place, matching, Integer::sum);
        }
        int smallest =
                counts.values().stream().mapToInt(Integer::intValue).min().orElse(0);
        if (constraint.minDomains() != null && counts.size() < constraint.minDomains()) {
            smallest = 0;
        }
        return new Counted(constraint, selector.matches(context.pod().metadata().labels()), counts, smallest);
    }

    private static boolean counts(Pod placed, LabelSelector selector, Pod other) {
        return other.namespace().equals(placed.namespace())
                && other.metadata().deletionTimestamp() == null
                && selector.matches(other.metadata().labels());
    }

    /** The constraint's selector, and that the listed labels have the pod's own values. */
    private static LabelSelector selector(TopologySpreadConstraint constraint, Pod pod) {
        LabelSelector own = LabelSelector.of(constraint.labelSelector());
        Map<String, String> same = new HashMap<>();
        for (String key : constraint.matchLabelKeys()) {
            String value = pod.metadata().labels().get(key);
            if (value != null) {
                same.put(key, value);
            }
        }
        if (same.isEmpty() || own.isNothing()) {
            return own;
        }
        List<io.gantry.api.select.Requirement> all = new ArrayList<>(own.requirements());
        all.addAll(LabelSelector.ofMap(same).requirements());
        return LabelSelector.of(all);
    }

    /** Whether the node's place takes part, by the constraint's policies. */
    private static boolean counts(TopologySpreadConstraint constraint, Pod pod, NodeLoad node) {
        boolean honourAffinity = !"Ignore".equals(constraint.nodeAffinityPolicy());
        boolean honourTaints = "Honor".equals(constraint.nodeTaintsPolicy());
        return (!honourAffinity || NodeSelectors.matches(pod, node.node()))
                && (!honourTaints
                        || Taints.firstUntolerated(
                                        node.node().spec().taints(), pod.spec().tolerations(), Taints::keepsAway)
                                == null);
    }

    private record Filter(List<Counted> constraints) implements FilterPlugin {
        @Override
        public String name() {
            return "PodTopologySpread";
        }

        @Override
        public List<Reason> filter(PodContext context, NodeLoad node) {
            for (Counted counted : constraints) {
                String place =
                        node.node().metadata().labels().get(counted.constraint().topologyKey());
                if (place == null) {
                    return List.of(new Reason(
                            "PodTopologySpread",
                            "node(s) didn't match pod topology spread constraints (missing required label)"));
                }
                int here = counted.counts().getOrDefault(place, 0) + (counted.self() ? 1 : 0);
                if (here - counted.smallest() > counted.constraint().maxSkew()) {
                    return List.of(
                            new Reason("PodTopologySpread", "node(s) didn't match pod topology spread constraints"));
                }
            }
            return List.of();
        }
    }

    /**
     * A constraint that only scores.
     *
     * @param counted which pods it spreads
     * @param takesPart whether what runs on a node counts for the node's place
     */
    private record Soft(String key, int maxSkew, Predicate<Pod> counted, Predicate<NodeLoad> takesPart) {
        int on(NodeLoad node) {
            return (int) node.pods().values().stream().filter(counted).count();
        }
    }

    @Override
    public long @Nullable [] score(PodContext context, List<NodeLoad> feasible) {
        boolean own = !context.pod().spec().topologySpreadConstraints().isEmpty();
        List<Soft> soft = own ? ofPod(context) : byDefault(context);
        if (soft.isEmpty()) {
            return null;
        }
        // Of a pod's own constraints each names a label that a node must have to be scored, or counted, at all; by
        // default
        // nodes without zones are still spread over.
        Predicate<NodeLoad> known = node -> !own
                || soft.stream()
                        .allMatch(each -> node.node().metadata().labels().containsKey(each.key()));
        double[] raw = new double[feasible.size()];
        boolean[] scored = new boolean[feasible.size()];
        for (int i = 0; i < raw.length; i++) {
            scored[i] = known.test(feasible.get(i));
        }
        for (Soft each : soft) {
            add(each, context, feasible, known, raw);
        }
        return normalize(raw, scored);
    }

    private static List<Soft> ofPod(PodContext context) {
        Pod pod = context.pod();
        List<Soft> soft = new ArrayList<>();
        for (TopologySpreadConstraint constraint : pod.spec().topologySpreadConstraints()) {
            if (constraint.whenUnsatisfiable().equals("ScheduleAnyway")) {
                LabelSelector selector = selector(constraint, pod);
                soft.add(new Soft(
                        constraint.topologyKey(),
                        constraint.maxSkew(),
                        other -> counts(pod, selector, other),
                        node -> counts(constraint, pod, node)));
            }
        }
        return soft;
    }

    /**
     * Kubernetes' default constraints: nodes with a skew of 3, zones with one of 5, over the pods of the same Services and of
     * the same replicated workload. A pod of neither is not spread.
     */
    private static List<Soft> byDefault(PodContext context) {
        Pod pod = context.pod();
        Map<String, String> labels = pod.metadata().labels();
        List<Map<String, String>> services = context.serviceSelectors().apply(pod.namespace()).stream()
                .filter(selector -> labels.entrySet().containsAll(selector.entrySet()))
                .toList();
        String owner = replicatedBy(pod);
        if (services.isEmpty() && owner == null) {
            return List.of();
        }
        Predicate<Pod> counted = other -> other.namespace().equals(pod.namespace())
                && other.metadata().deletionTimestamp() == null
                && services.stream()
                        .allMatch(
                                selector -> other.metadata().labels().entrySet().containsAll(selector.entrySet()))
                && (owner == null || owner.equals(replicatedBy(other)));
        Predicate<NodeLoad> takesPart = node -> NodeSelectors.matches(pod, node.node());
        return List.of(new Soft(HOSTNAME, 3, counted, takesPart), new Soft(ZONE, 5, counted, takesPart));
    }

    /** The uid of the workload whose pods are all alike, if one controls the pod. */
    private static @Nullable String replicatedBy(Pod pod) {
        return pod.metadata().ownerReferences().stream()
                .filter(owner -> Boolean.TRUE.equals(owner.controller()) && REPLICATED.contains(owner.kind()))
                .map(OwnerReference::uid)
                .findFirst()
                .orElse(null);
    }

    /** The more pods a place holds, the worse; topologies with more places weigh more, as in Kubernetes. */
    private static void add(
            Soft soft, PodContext context, List<NodeLoad> feasible, Predicate<NodeLoad> known, double[] raw) {
        boolean nodes = soft.key().equals(HOSTNAME);
        Map<String, Integer> counts = new HashMap<>();
        List<NodeLoad> candidates = feasible.stream().filter(known).toList();
        candidates.forEach(node -> counts.put(place(node, soft.key()), 0));
        int size = nodes ? candidates.size() : counts.size();
        if (!nodes) {
            for (NodeLoad node : context.all()) {
                if (known.test(node) && soft.takesPart().test(node)) {
                    counts.computeIfPresent(place(node, soft.key()), (place, count) -> count + soft.on(node));
                }
            }
        }
        double weight = Math.log(size + 2.0);
        for (int i = 0; i < raw.length; i++) {
            NodeLoad node = feasible.get(i);
            if (known.test(node) && node.node().metadata().labels().containsKey(soft.key())) {
                int count = nodes ? soft.on(node) : counts.getOrDefault(place(node, soft.key()), 0);
                raw[i] += count * weight + (soft.maxSkew() - 1);
            }
        }
    }

    /** Nodes without the label are in a place of no name. */
    private static String place(NodeLoad node, String key) {
        return node.node().metadata().labels().getOrDefault(key, "");
    }

    /** Nodes that are not scored get nothing. */
    private static long[] normalize(double[] raw, boolean[] scored) {
        long highest = 0;
        long lowest = Long.MAX_VALUE;
        for (int i = 0; i < raw.length; i++) {
            if (scored[i]) {
                highest = Math.max(highest, Math.round(raw[i]));
                lowest = Math.min(lowest, Math.round(raw[i]));
            }
        }
        long[] scores = new long[raw.length];
        for (int i = 0; i < raw.length; i++) {
            if (scored[i]) {
                scores[i] = highest == 0 ? MAX : MAX * (highest + lowest - Math.round(raw[i])) / highest;
            }
        }
        return scores;
    }
}
