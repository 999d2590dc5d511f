package io.gantry.scheduler;

import io.gantry.base.Reason;
import io.gantry.scheduler.fit.NodeLoad;
import io.gantry.scheduler.framework.FilterPlugin;
import io.gantry.scheduler.framework.PodContext;
import io.gantry.scheduler.framework.PreFilterPlugin;
import io.gantry.scheduler.framework.ScorePlugin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** One pod's way through the stages of a profile: filter, score, choose. Pure but for the dice among equals. */
public final class SchedulingCycle {
    private final Profile profile;
    private final RandomGenerator random;

    public SchedulingCycle(Profile profile, RandomGenerator random) {
        this.profile = profile;
        this.random = random;
    }

    public Placement place(PodContext context) {
        if (context.nodes().isEmpty()) {
            return new Placement.Unplaced("no nodes available to schedule pods");
        }
        List<FilterPlugin> filters = new ArrayList<>(profile.filters());
        for (PreFilterPlugin plugin : profile.preFilters()) {
            filters.add(plugin.prepare(context));
        }
        List<NodeLoad> feasible = new ArrayList<>();
        Map<String, Integer> refusals = new TreeMap<>();
        for (NodeLoad node : context.all()) {
            List<Reason> against = filter(context, node, filters);
            if (against.isEmpty()) {
                feasible.add(node);
            } else {
                against.forEach(reason -> refusals.merge(reason.message(), 1, Integer::sum));
            }
        }
        if (feasible.isEmpty()) {
            return new Placement.Unplaced(explain(context.nodes().size(), refusals));
        }
        return choose(context, feasible);
    }

    /** The first plugin that is against a node decides, with all of its reasons. */
    private static List<Reason> filter(PodContext context, NodeLoad node, List<FilterPlugin> filters) {
        for (FilterPlugin filter : filters) {
            List<Reason> against = filter.filter(context, node);
            if (!against.isEmpty()) {
                return against;
            }
        }
        return List.of();
    }

    /** Kubernetes' sentence: each reason with the number of nodes that it holds of, in the order of the texts. */
    static String explain(int nodes, Map<String, Integer> refusals) {
        List<String> parts = new ArrayList<>();
        refusals.forEach((text, count) -> parts.add(count + " " + text));
        parts.sort(null);
        return "0/" + nodes + " nodes are available: " + String.join(", ", parts) + ".";
    }

    private Placement choose(PodContext context, List<NodeLoad> feasible) {
        long[] totals = new long[feasible.size()];
        if (feasible.size() > 1) {
            for (ScorePlugin plugin : profile.scores()) {
                long[] scores = plugin.score(context, feasible);
                if (scores != null) {
                    for (int i = 0; i < totals.length; i++) {
                        totals[i] += scores[i] * plugin.weight();
                    }
                }
            }
        }
        int best = 0;
        int equals = 1;
        for (int i = 1; i < totals.length; i++) {
            if (totals[i] > totals[best]) {
                best = i;
                equals = 1;
            } else if (totals[i] == totals[best] && random.nextInt(++equals) == 0) {
                best = i; // each of the equals is chosen with the same chance
            }
        }
        return new Placement.Placed(feasible.get(best).name(), totals[best]);
    }
}
