package io.gantry.scheduler.plugins;

import io.gantry.base.Reason;
import io.gantry.scheduler.fit.NodeFit;
import io.gantry.scheduler.fit.NodeLoad;
import io.gantry.scheduler.framework.FilterPlugin;
import io.gantry.scheduler.framework.PodContext;
import java.util.List;

/** Host ports are given once on a node. */
public final class NodePorts implements FilterPlugin {
    @Override
    public String name() {
        return "NodePorts";
    }

    @Override
    public List<Reason> filter(PodContext context, NodeLoad node) {
        return NodeFit.portTaken(context.demand(), node)
                ? List.of(new Reason("NodePorts", "node(s) didn't have free ports for the requested pod ports"))
                : List.of();
    }
}
