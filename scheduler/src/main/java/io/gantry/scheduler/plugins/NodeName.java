package io.gantry.scheduler.plugins;

import io.gantry.base.Reason;
import io.gantry.scheduler.fit.NodeLoad;
import io.gantry.scheduler.framework.FilterPlugin;
import io.gantry.scheduler.framework.PodContext;
import java.util.List;

/** A pod that names its node runs there only. */
public final class NodeName implements FilterPlugin {
    @Override
    public String name() {
        return "NodeName";
    }

    @Override
    public List<Reason> filter(PodContext context, NodeLoad node) {
        String wanted = context.pod().spec().nodeName();
        return wanted == null || wanted.isEmpty() || wanted.equals(node.name())
                ? List.of()
                : List.of(new Reason("NodeName", "node(s) didn't match the requested node name"));
    }
}
