package io.gantry.scheduler.plugins;

import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.TopologySpreadConstraint;
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
import org.jspecify.annotations.Nullable;

/**
 * Spreads pods over zones, nodes or whatever a label names. {@code DoNotSchedule} constraints filter, {@code
 * ScheduleAnyway} ones score. A pod of a Service or a workload without constraints of its own is spread over nodes and
 * zones by Kubernetes' default constraints, which only score.
 */
public final class PodTopologySpread implements PreFilterPlugin, ScorePlugin {
    private static final String HOSTNAME = "kubernetes.io/hostname";
    private static final String ZONE = "topology.kubernetes.io/zone";

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
                if (pod.namespace().equals(context.pod().namespace())
                        && pod.metadata().deletionTimestamp() == null
                        && selector.matches(pod.metadata().labels())) {
                    matching++;
                }
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

    @Override
    public long @Nullable [] score(PodContext context, List<NodeLoad> feasible) {
        List<TopologySpreadConstraint> soft = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (TopologySpreadConstraint constraint : context.pod().spec().topologySpreadConstraints()) {
            if (constraint.whenUnsatisfiable().equals("ScheduleAnyway")) {
                soft.add(constraint);
                keys.add(constraint.topologyKey());
            }
        }
        boolean byDefault = context.pod().spec().topologySpreadConstraints().isEmpty();
        if (soft.isEmpty() && !byDefault) {
            return null;
        }
        double[] raw = new double[feasible.size()];
        if (byDefault) {
            addDefaults(context, feasible, raw);
        } else {
            for (TopologySpreadConstraint constraint : soft) {
                Counted counted = count(context, constraint, keys);
                add(feasible, raw, constraint.topologyKey(), counted.counts(), constraint.maxSkew());
            }
        }
        return normalize(raw);
    }

    /** Kubernetes' default constraints: zones with a skew of 5, nodes with 3, over the pods of the same owner. */
    private static void addDefaults(PodContext context, List<NodeLoad> feasible, double[] raw) {
        Set<String> owners = owners(context.pod());
        if (owners.isEmpty()) {
            return;
        }
        for (String key : List.of(HOSTNAME, ZONE)) {
            Map<String, Integer> counts = new HashMap<>();
            for (NodeLoad node : context.all()) {
                String place = node.node().metadata().labels().get(key);
                if (place != null) {
                    int matching = 0;
                    for (Pod pod : node.pods().values()) {
                        if (owners(pod).stream().anyMatch(owners::contains)) {
                            matching++;
                        }
                    }
                    counts.merge(place, matching, Integer::sum);
                }
            }
            add(feasible, raw, key, counts, key.equals(HOSTNAME) ? 3 : 5);
        }
    }

    private static Set<String> owners(Pod pod) {
        Set<String> owners = new HashSet<>();
        pod.metadata().ownerReferences().forEach(owner -> {
            if (Boolean.TRUE.equals(owner.controller())) {
                owners.add(owner.uid());
            }
        });
        return owners;
    }

    /** The more pods a place holds, the worse; topologies with more places weigh more, as in Kubernetes. */
    private static void add(
            List<NodeLoad> feasible, double[] raw, String key, Map<String, Integer> counts, int maxSkew) {
        double weight = Math.log(counts.size() + 2.0);
        for (int i = 0; i < raw.length; i++) {
            String place = feasible.get(i).node().metadata().labels().get(key);
            if (place != null) {
                raw[i] += counts.getOrDefault(place, 0) * weight + (maxSkew - 1);
            }
        }
    }

    private static long[] normalize(double[] raw) {
        double highest = 0;
        double lowest = Double.MAX_VALUE;
        for (double score : raw) {
            highest = Math.max(highest, score);
            lowest = Math.min(lowest, score);
        }
        long[] scores = new long[raw.length];
        for (int i = 0; i < raw.length; i++) {
            scores[i] = highest == 0 ? MAX : (long) (MAX * (highest + lowest - raw[i]) / highest);
        }
        return scores;
    }
}
