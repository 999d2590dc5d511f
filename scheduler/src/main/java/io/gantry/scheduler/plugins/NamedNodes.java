package io.gantry.scheduler.plugins;

import io.gantry.api.core.v1.Affinity;
import io.gantry.api.core.v1.NodeSelector;
import io.gantry.api.core.v1.NodeSelectorRequirement;
import io.gantry.api.core.v1.NodeSelectorTerm;
import io.gantry.base.Reason;
import io.gantry.scheduler.fit.NodeLoad;
import io.gantry.scheduler.framework.FilterPlugin;
import io.gantry.scheduler.framework.PodContext;
import java.util.List;

/**
 * The part of node affinity that comes before all filters: a pod whose every term names its nodes (a DaemonSet's pod, for
 * one) is not asked about any other, and the message says no more of them than that.
 */
public final class NamedNodes implements FilterPlugin {
    @Override
    public String name() {
        return "NodeAffinity";
    }

    @Override
    public List<Reason> filter(PodContext context, NodeLoad node) {
        Affinity affinity = context.pod().spec().affinity();
        NodeSelector required = affinity == null || affinity.nodeAffinity() == null
                ? null
                : affinity.nodeAffinity().requiredDuringSchedulingIgnoredDuringExecution();
        return required == null || required.nodeSelectorTerms().stream().anyMatch(term -> mayMean(term, node.name()))
                ? List.of()
                : List.of(new Reason(name(), "node(s) didn't satisfy plugin(s) [NodeAffinity]"));
    }

    private static boolean mayMean(NodeSelectorTerm term, String node) {
        return term.matchFields().stream()
                .filter(NamedNodes::names)
                .allMatch(each -> each.values().contains(node));
    }

    private static boolean names(NodeSelectorRequirement requirement) {
        return requirement.key().equals("metadata.name")
                && requirement.operator().equals("In");
    }
}
