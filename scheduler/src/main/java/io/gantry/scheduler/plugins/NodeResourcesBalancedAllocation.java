package io.gantry.scheduler.plugins;

import io.gantry.scheduler.fit.Amounts;
import io.gantry.scheduler.fit.NodeLoad;
import io.gantry.scheduler.framework.PodContext;
import io.gantry.scheduler.framework.ScorePlugin;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prefers nodes on which processor and memory would be used to about the same degree. */
public final class NodeResourcesBalancedAllocation implements ScorePlugin {
    @Override
    public String name() {
        return "NodeResourcesBalancedAllocation";
    }

    @Override
    public int weight() {
        return 1;
    }

    @Override
    public long @Nullable [] score(PodContext context, List<NodeLoad> feasible) {
        Amounts wanted = context.demand().requests();
        if (wanted.milliCpu() == 0 && wanted.memory() == 0) {
            return null; // a pod that asks for nothing shifts no balance
        }
        long[] scores = new long[feasible.size()];
        for (int i = 0; i < scores.length; i++) {
            NodeLoad node = feasible.get(i);
            double cpu = share(
                    node.requested().milliCpu() + wanted.milliCpu(),
                    node.allocatable().milliCpu());
            double memory = share(
                    node.requested().memory() + wanted.memory(),
                    node.allocatable().memory());
            // With two values the standard deviation is half of their distance.
            scores[i] = (long) ((1 - Math.abs(cpu - memory) / 2) * MAX);
        }
        return scores;
    }

    private static double share(long used, long has) {
        return has == 0 ? 1 : Math.min(1, (double) used / has);
    }
}
