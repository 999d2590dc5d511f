package io.gantry.scheduler.plugins;

import io.gantry.api.core.v1.Affinity;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodAffinityTerm;
import io.gantry.api.core.v1.WeightedPodAffinityTerm;
import io.gantry.api.select.LabelSelector;
import io.gantry.base.Reason;
import io.gantry.scheduler.fit.NodeLoad;
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

/** Pods that want to be near, or far from, other pods; also what the pods that are there want of the new one. */
public final class InterPodAffinity implements PreFilterPlugin, ScorePlugin {
    /** What the required affinity of a pod that is there counts for the new one; Kubernetes' default. */
    private static final long HARD_AFFINITY_WEIGHT = 1;

    @Override
    public String name() {
        return "InterPodAffinity";
    }

    @Override
    public int weight() {
        return 2;
    }

    /** A place: a label's key and its value. */
    private record Place(String key, String value) {}

    private static @Nullable Place place(NodeLoad node, String key) {
        String value = node.node().metadata().labels().get(key);
        return value == null ? null : new Place(key, value);
    }

    private static List<PodAffinityTerm> required(Pod pod, boolean anti) {
        Affinity affinity = pod.spec().affinity();
        if (affinity == null) {
            return List.of();
        }
        if (anti) {
            return affinity.podAntiAffinity() == null
                    ? List.of()
                    : affinity.podAntiAffinity().requiredDuringSchedulingIgnoredDuringExecution();
        }
        return affinity.podAffinity() == null
                ? List.of()
                : affinity.podAffinity().requiredDuringSchedulingIgnoredDuringExecution();
    }

    private static List<WeightedPodAffinityTerm> preferred(Pod pod, boolean anti) {
        Affinity affinity = pod.spec().affinity();
        if (affinity == null) {
            return List.of();
        }
        if (anti) {
            return affinity.podAntiAffinity() == null
                    ? List.of()
                    : affinity.podAntiAffinity().preferredDuringSchedulingIgnoredDuringExecution();
        }
        return affinity.podAffinity() == null
                ? List.of()
                : affinity.podAffinity().preferredDuringSchedulingIgnoredDuringExecution();
    }

    /** Whether {@code target} is one of the pods that a term of {@code owner} speaks of. */
    private static boolean matches(PodContext context, Pod owner, PodAffinityTerm term, Pod target) {
        boolean namespace;
        if (term.namespaces().isEmpty() && term.namespaceSelector() == null) {
            namespace = target.namespace().equals(owner.namespace());
        } else {
            namespace = term.namespaces().contains(target.namespace())
                    || (term.namespaceSelector() != null
                            && LabelSelector.of(term.namespaceSelector())
                                    .matches(context.namespaceLabels().apply(target.namespace())));
        }
        if (!namespace
                || !LabelSelector.of(term.labelSelector())
                        .matches(target.metadata().labels())) {
            return false;
        }
        for (String key : term.matchLabelKeys()) {
            String own = owner.metadata().labels().get(key);
            if (own != null && !own.equals(target.metadata().labels().get(key))) {
                return false;
            }
        }
        for (String key : term.mismatchLabelKeys()) {
            String own = owner.metadata().labels().get(key);
            if (own != null && own.equals(target.metadata().labels().get(key))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public FilterPlugin prepare(PodContext context) {
        Pod pod = context.pod();
        List<PodAffinityTerm> near = required(pod, false);
        List<PodAffinityTerm> far = required(pod, true);
        List<Set<Place>> nearPlaces = new ArrayList<>();
        near.forEach(term -> nearPlaces.add(new HashSet<>()));
        Set<Place> farPlaces = new HashSet<>();
        Set<Place> refusedByOthers = new HashSet<>();
        for (NodeLoad node : context.all()) {
            for (Pod other : node.pods().values()) {
                if (!near.isEmpty() && near.stream().allMatch(term -> matches(context, pod, term, other))) {
                    for (int i = 0; i < near.size(); i++) {
                        add(nearPlaces.get(i), place(node, near.get(i).topologyKey()));
                    }
                }
                for (PodAffinityTerm term : far) {
                    if (matches(context, pod, term, other)) {
                        add(farPlaces, place(node, term.topologyKey()));
                    }
                }
                for (PodAffinityTerm term : required(other, true)) {
                    if (matches(context, other, term, pod)) {
                        add(refusedByOthers, place(node, term.topologyKey()));
                    }
                }
            }
        }
        // The first pod of a group that wants to be near its own kind may go anywhere.
        boolean firstOfItsKind = nearPlaces.stream().allMatch(Set::isEmpty)
                && near.stream().allMatch(term -> matches(context, pod, term, pod));
        return new Filter(near, nearPlaces, firstOfItsKind, far, farPlaces, refusedByOthers);
    }

    private static void add(Set<Place> places, @Nullable Place place) {
        if (place != null) {
            places.add(place);
        }
    }

    private record Filter(
            List<PodAffinityTerm> near,
            List<Set<Place>> nearPlaces,
            boolean firstOfItsKind,
            List<PodAffinityTerm> far,
            Set<Place> farPlaces,
            Set<Place> refusedByOthers)
            implements FilterPlugin {
        @Override
        public String name() {
            return "InterPodAffinity";
        }

        @Override
        public List<Reason> filter(PodContext context, NodeLoad node) {
            for (int i = 0; i < near.size(); i++) {
                Place place = place(node, near.get(i).topologyKey());
                if (place == null || (!firstOfItsKind && !nearPlaces.get(i).contains(place))) {
                    return List.of(new Reason("InterPodAffinity", "node(s) didn't match pod affinity rules"));
                }
            }
            for (PodAffinityTerm term : far) {
                Place place = place(node, term.topologyKey());
                if (place != null && farPlaces.contains(place)) {
                    return List.of(new Reason("InterPodAffinity", "node(s) didn't match pod anti-affinity rules"));
                }
            }
            for (Place refused : refusedByOthers) {
                if (refused.equals(place(node, refused.key()))) {
                    return List.of(
                            new Reason("InterPodAffinity", "node(s) didn't satisfy existing pods anti-affinity rules"));
                }
            }
            return List.of();
        }
    }

    @Override
    public long @Nullable [] score(PodContext context, List<NodeLoad> feasible) {
        Pod pod = context.pod();
        Map<Place, Long> weights = new HashMap<>();
        for (NodeLoad node : context.all()) {
            for (Pod other : node.pods().values()) {
                weigh(context, node, pod, other, preferred(pod, false), 1, weights);
                weigh(context, node, pod, other, preferred(pod, true), -1, weights);
                weigh(context, node, other, pod, preferred(other, false), 1, weights);
                weigh(context, node, other, pod, preferred(other, true), -1, weights);
                for (PodAffinityTerm term : required(other, false)) {
                    if (matches(context, other, term, pod)) {
                        weigh(place(node, term.topologyKey()), HARD_AFFINITY_WEIGHT, weights);
                    }
                }
            }
        }
        if (weights.isEmpty()) {
            return null;
        }
        long[] sums = new long[feasible.size()];
        long highest = Long.MIN_VALUE;
        long lowest = Long.MAX_VALUE;
        for (int i = 0; i < sums.length; i++) {
            for (Map.Entry<Place, Long> entry : weights.entrySet()) {
                if (entry.getKey().equals(place(feasible.get(i), entry.getKey().key()))) {
                    sums[i] += entry.getValue();
                }
            }
            highest = Math.max(highest, sums[i]);
            lowest = Math.min(lowest, sums[i]);
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] = highest == lowest ? 0 : MAX * (sums[i] - lowest) / (highest - lowest);
        }
        return sums;
    }

    private static void weigh(
            PodContext context,
            NodeLoad node,
            Pod owner,
            Pod target,
            List<WeightedPodAffinityTerm> terms,
            int sign,
            Map<Place, Long> weights) {
        for (WeightedPodAffinityTerm term : terms) {
            if (matches(context, owner, term.podAffinityTerm(), target)) {
                weigh(place(node, term.podAffinityTerm().topologyKey()), (long) sign * term.weight(), weights);
            }
        }
    }

    private static void weigh(@Nullable Place place, long weight, Map<Place, Long> weights) {
        if (place != null) {
            weights.merge(place, weight, Long::sum);
        }
    }
}
