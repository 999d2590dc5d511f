package io.gantry.scheduler.plugins;

import io.gantry.api.core.v1.Affinity;
import io.gantry.api.core.v1.NodeAffinity;
import io.gantry.api.core.v1.PreferredSchedulingTerm;
import io.gantry.base.Reason;
import io.gantry.scheduler.fit.NodeLoad;
import io.gantry.scheduler.fit.NodeSelectors;
import io.gantry.scheduler.framework.FilterPlugin;
import io.gantry.scheduler.framework.PodContext;
import io.gantry.scheduler.framework.ScorePlugin;
import io.gantry.scheduler.framework.Scores;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Node selectors and node affinity, required and preferred. */
public final class NodeAffinityPlugin implements FilterPlugin, ScorePlugin {
    @Override
    public String name() {
        return "NodeAffinity";
    }

    @Override
    public int weight() {
        return 2;
    }

    @Override
    public List<Reason> filter(PodContext context, NodeLoad node) {
        return NodeSelectors.matches(context.pod(), node.node())
                ? List.of()
                : List.of(new Reason("NodeAffinity", "node(s) didn't match Pod's node affinity/selector"));
    }

    @Override
    public long @Nullable [] score(PodContext context, List<NodeLoad> feasible) {
        Affinity affinity = context.pod().spec().affinity();
        NodeAffinity ofNodes = affinity == null ? null : affinity.nodeAffinity();
        if (ofNodes == null
                || ofNodes.preferredDuringSchedulingIgnoredDuringExecution().isEmpty()) {
            return null;
        }
        long[] sums = new long[feasible.size()];
        for (int i = 0; i < sums.length; i++) {
            for (PreferredSchedulingTerm term : ofNodes.preferredDuringSchedulingIgnoredDuringExecution()) {
                if (NodeSelectors.matches(term.preference(), feasible.get(i).node())) {
                    sums[i] += term.weight();
                }
            }
        }
        return Scores.normalize(sums, false);
    }
}
