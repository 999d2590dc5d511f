package io.gantry.scheduler.plugins;

import io.gantry.scheduler.fit.Amounts;
import io.gantry.scheduler.fit.NodeLoad;
import io.gantry.scheduler.framework.PodContext;
import io.gantry.scheduler.framework.ScorePlugin;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Prefers nodes on which the pod makes the use of processor and memory more even: half of the points for how even it is with
 * the pod compared with how even it is without.
 */
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
            long with = evenness(node.requested().plus(wanted), node.allocatable());
            long without = evenness(node.requested(), node.allocatable());
            scores[i] = MAX / 2 + (MAX / 2 + with - without) / 2;
        }
        return scores;
    }

    private static long evenness(Amounts used, Amounts has) {
        if (has.milliCpu() == 0 || has.memory() == 0) {
            return MAX; // a single resource is even with itself
        }
        double distance = Math.abs(share(used.milliCpu(), has.milliCpu()) - share(used.memory(), has.memory()));
        // With two values the standard deviation is half of their distance.
        return (long) ((1 - distance / 2) * MAX);
    }

    private static double share(long used, long has) {
        return Math.min(1, (double) used / has);
    }
}
