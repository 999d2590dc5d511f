package io.gantry.scheduler.plugins;

import io.gantry.api.core.v1.Taint;
import io.gantry.base.Reason;
import io.gantry.scheduler.fit.NodeLoad;
import io.gantry.scheduler.fit.Taints;
import io.gantry.scheduler.framework.FilterPlugin;
import io.gantry.scheduler.framework.PodContext;
import java.util.List;

/** Keeps pods off cordoned nodes, unless they tolerate it. */
public final class NodeUnschedulable implements FilterPlugin {
    private static final Taint CORDONED = new Taint("node.kubernetes.io/unschedulable", null, "NoSchedule", null);

    @Override
    public String name() {
        return "NodeUnschedulable";
    }

    @Override
    public List<Reason> filter(PodContext context, NodeLoad node) {
        boolean cordoned = Boolean.TRUE.equals(node.node().spec().unschedulable());
        boolean tolerated = context.pod().spec().tolerations().stream()
                .anyMatch(toleration -> Taints.tolerates(toleration, CORDONED));
        return cordoned && !tolerated
                ? List.of(new Reason("NodeUnschedulable", "node(s) were unschedulable"))
                : List.of();
    }
}
