package io.gantry.scheduler;

import io.gantry.scheduler.framework.FilterPlugin;
import io.gantry.scheduler.framework.PreFilterPlugin;
import io.gantry.scheduler.framework.ScorePlugin;
import io.gantry.scheduler.plugins.ImageLocality;
import io.gantry.scheduler.plugins.InterPodAffinity;
import io.gantry.scheduler.plugins.NamedNodes;
import io.gantry.scheduler.plugins.NodeAffinityPlugin;
import io.gantry.scheduler.plugins.NodeName;
import io.gantry.scheduler.plugins.NodePorts;
import io.gantry.scheduler.plugins.NodeResourcesBalancedAllocation;
import io.gantry.scheduler.plugins.NodeResourcesFit;
import io.gantry.scheduler.plugins.NodeUnschedulable;
import io.gantry.scheduler.plugins.PodTopologySpread;
import io.gantry.scheduler.plugins.TaintToleration;
import java.util.List;

/**
 * A scheduler by name, and the plugins of its stages in the order in which they run.
 *
 * @param schedulerName what pods name it by in {@code spec.schedulerName}
 */
public record Profile(
        String schedulerName, List<PreFilterPlugin> preFilters, List<FilterPlugin> filters, List<ScorePlugin> scores) {
    public Profile {
        preFilters = List.copyOf(preFilters);
        filters = List.copyOf(filters);
        scores = List.copyOf(scores);
    }

    /** Kubernetes' default profile. */
    public static Profile defaultProfile() {
        TaintToleration taints = new TaintToleration();
        NodeAffinityPlugin nodeAffinity = new NodeAffinityPlugin();
        NodeResourcesFit resources = new NodeResourcesFit();
        PodTopologySpread spread = new PodTopologySpread();
        InterPodAffinity affinity = new InterPodAffinity();
        return new Profile(
                "default-scheduler",
                List.of(spread, affinity),
                List.of(
                        new NamedNodes(),
                        new NodeUnschedulable(),
                        new NodeName(),
                        taints,
                        nodeAffinity,
                        new NodePorts(),
                        resources),
                List.of(
                        taints,
                        nodeAffinity,
                        resources,
                        spread,
                        affinity,
                        new NodeResourcesBalancedAllocation(),
                        new ImageLocality()));
    }
}
