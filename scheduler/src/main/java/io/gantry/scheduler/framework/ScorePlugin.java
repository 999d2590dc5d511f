package io.gantry.scheduler.framework;

import io.gantry.scheduler.fit.NodeLoad;
import java.util.List;

/** Says how good each of the feasible nodes is. */
public interface ScorePlugin extends Plugin {
    /** The best normalized score. */
    long MAX = 100;

    /** How much this plugin counts against others. */
    int weight();

    /**
     * Scores of the feasible nodes, in their order, from 0 to {@link #MAX}.
     *
     * @return {@code null} when this plugin has no preference for this pod
     */
    long @org.jspecify.annotations.Nullable [] score(PodContext context, List<NodeLoad> feasible);
}
