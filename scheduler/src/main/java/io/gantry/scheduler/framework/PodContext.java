package io.gantry.scheduler.framework;

import io.gantry.api.core.v1.Pod;
import io.gantry.scheduler.fit.NodeLoad;
import io.gantry.scheduler.fit.PodDemand;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The pod that is being placed, and all nodes as of the beginning of its cycle.
 *
 * @param nodes every node by name, feasible or not
 * @param namespaceLabels labels of a namespace by its name, for affinity to pods of other namespaces
 * @param serviceSelectors selectors of a namespace's Services, whose pods are spread unless they say how themselves
 */
public record PodContext(
        Pod pod,
        PodDemand demand,
        Map<String, NodeLoad> nodes,
        Function<String, Map<String, String>> namespaceLabels,
        Function<String, List<Map<String, String>>> serviceSelectors) {
    public Collection<NodeLoad> all() {
        return nodes.values();
    }
}
