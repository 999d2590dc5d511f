package io.gantry.scheduler.plugins;

import io.gantry.api.core.v1.Taint;
import io.gantry.api.core.v1.Toleration;
import io.gantry.base.Reason;
import io.gantry.scheduler.fit.NodeFit;
import io.gantry.scheduler.fit.NodeLoad;
import io.gantry.scheduler.fit.Taints;
import io.gantry.scheduler.framework.FilterPlugin;
import io.gantry.scheduler.framework.PodContext;
import io.gantry.scheduler.framework.ScorePlugin;
import io.gantry.scheduler.framework.Scores;
import java.util.List;

/** Filters by taints that keep pods away; prefers nodes with fewer taints that only ask them to stay away. */
public final class TaintToleration implements FilterPlugin, ScorePlugin {
    @Override
    public String name() {
        return "TaintToleration";
    }

    @Override
    public int weight() {
        return 3;
    }

    @Override
    public List<Reason> filter(PodContext context, NodeLoad node) {
        Taint taint = Taints.firstUntolerated(
                node.node().spec().taints(), context.pod().spec().tolerations(), Taints::keepsAway);
        return taint == null ? List.of() : List.of(NodeFit.UNTOLERATED);
    }

    @Override
    public long[] score(PodContext context, List<NodeLoad> feasible) {
        List<Toleration> tolerations = context.pod().spec().tolerations();
        long[] counts = new long[feasible.size()];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = feasible.get(i).node().spec().taints().stream()
                    .filter(taint -> taint.effect().equals("PreferNoSchedule"))
                    .filter(taint -> tolerations.stream().noneMatch(toleration -> Taints.tolerates(toleration, taint)))
                    .count();
        }
        return Scores.normalize(counts, true);
    }
}
