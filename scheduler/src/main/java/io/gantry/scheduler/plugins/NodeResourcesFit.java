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
    /** What a container without a request counts for in scores: Kubernetes' 100 millicores and 200 MiB. */
    static final long DEFAULT_MILLI_CPU = 100;

    static final long DEFAULT_MEMORY = 200L * 1024 * 1024;

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
        Amounts wanted = context.demand().requests();
        long cpu = wanted.milliCpu() == 0 ? DEFAULT_MILLI_CPU : wanted.milliCpu();
        long memory = wanted.memory() == 0 ? DEFAULT_MEMORY : wanted.memory();
        long[] scores = new long[feasible.size()];
        for (int i = 0; i < scores.length; i++) {
            NodeLoad node = feasible.get(i);
            scores[i] = (left(node.allocatable().milliCpu(), node.requested().milliCpu() + cpu)
                            + left(node.allocatable().memory(), node.requested().memory() + memory))
                    / 2;
        }
        return scores;
    }

    private static long left(long has, long used) {
        return has == 0 || used > has ? 0 : (has - used) * MAX / has;
    }
}
