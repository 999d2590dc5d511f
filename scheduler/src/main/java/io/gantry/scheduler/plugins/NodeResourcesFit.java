package io.gantry.scheduler.plugins;

import io.gantry.base.Reason;
import io.gantry.scheduler.fit.Amounts;
import io.gantry.scheduler.fit.NodeFit;
import io.gantry.scheduler.fit.NodeLoad;
import io.gantry.scheduler.framework.FilterPlugin;
import io.gantry.scheduler.framework.PodContext;
import io.gantry.scheduler.framework.ScorePlugin;
import java.util.List;

/** Nodes must have what the pod asks for; those with more left over score higher ({@code LeastAllocated}). */
public final class NodeResourcesFit implements FilterPlugin, ScorePlugin {
    @Override
    public String name() {
        return "NodeResourcesFit";
    }

    @Override
    public int weight() {
        return 1;
    }

    @Override
    public List<Reason> filter(PodContext context, NodeLoad node) {
        return NodeFit.resources(context.demand(), node);
    }

    @Override
    public long[] score(PodContext context, List<NodeLoad> feasible) {
        long cpu = context.demand().scoredMilliCpu();
        long memory = context.demand().scoredMemory();
        long[] scores = new long[feasible.size()];
        for (int i = 0; i < scores.length; i++) {
            NodeLoad node = feasible.get(i);
            long hasCpu = node.allocatable().milliCpu();
            long hasMemory = node.allocatable().memory();
            // What a node has nothing of does not count.
            int kinds = (hasCpu > 0 ? 1 : 0) + (hasMemory > 0 ? 1 : 0);
            scores[i] = kinds == 0
                    ? 0
                    : (left(hasCpu, Amounts.sum(node.scoredMilliCpu(), cpu))
                                    + left(hasMemory, Amounts.sum(node.scoredMemory(), memory)))
                            / kinds;
        }
        return scores;
    }

    private static long left(long has, long used) {
        return has == 0 || used > has ? 0 : (has - used) * MAX / has;
    }
}
