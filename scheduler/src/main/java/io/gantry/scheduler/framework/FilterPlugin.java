package io.gantry.scheduler.framework;

import io.gantry.base.Reason;
import io.gantry.scheduler.fit.NodeLoad;
import java.util.List;

/** Says which nodes a pod cannot run on. */
public interface FilterPlugin extends Plugin {
    /** Why the node is out; empty when this plugin has nothing against it. */
    List<Reason> filter(PodContext context, NodeLoad node);
}
