package io.gantry.controllers.node;

import io.gantry.api.core.v1.Node;
import io.gantry.api.core.v1.NodeType;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.Taint;
import io.gantry.base.Reason;
import io.gantry.client.EventRecorder;
import io.gantry.client.Informer;
import io.gantry.client.ObjectKey;
import io.gantry.controllers.runtime.Context;
import io.gantry.controllers.runtime.Controller;
import io.gantry.controllers.runtime.Loop;
import io.gantry.controllers.runtime.Outcome;
import io.gantry.controllers.runtime.PodState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Deletes pods from nodes with NoExecute taints that they do not, or no longer, tolerate. */
public final class TaintEvictionLoop {
    private static final String NAME = "taint-eviction-controller";
    private static final int WORKERS = 4;

    private final Context context;
    private final EventRecorder recorder;
    private final Informer<Node> nodes;
    private final Informer<Pod> pods;
    private final Disruption disruption;
    private final Controller controller;

    private TaintEvictionLoop(Context context) {
        this.context = context;
        recorder = context.recorder(NAME);
        disruption = new Disruption(context.client(), context.time());
        nodes = context.informer(NodeType.KIND);
        pods = NodeLifecycleLoop.byNode(context);
        controller = context.controller(NAME, WORKERS, this::reconcile);
        nodes.addHandler(this::nodeChanged);
        pods.addHandler((before, after) -> {
            if (after != null
                    && !PodState.node(after).isEmpty()
                    && (before == null
                            || !PodState.node(before).equals(PodState.node(after))
                            || !before.spec().tolerations().equals(after.spec().tolerations()))) {
                controller.enqueue(after);
            }
        });
    }

    public static Loop create(Context context) {
        return new TaintEvictionLoop(context).controller;
    }

    private void nodeChanged(@Nullable Node before, @Nullable Node after) {
        if (after != null
                && !(before == null ? List.<Taint>of() : Evictions.noExecute(before))
                        .equals(Evictions.noExecute(after))) {
            pods.byIndex(NodeLifecycleLoop.BY_NODE, after.name()).forEach(controller::enqueue);
        }
    }

    private Outcome reconcile(ObjectKey key) {
        Pod pod = pods.reader().get(key.namespace(), key.name());
        if (pod == null || PodState.node(pod).isEmpty() || PodState.terminating(pod)) {
            return Outcome.DONE;
        }
        Node node = nodes.reader().get("", PodState.node(pod));
        if (node == null) {
            return Outcome.DONE; // the pod collector's business
        }
        Instant now = context.time().now();
        Instant end = Evictions.end(Evictions.withDefaults(pod.spec().tolerations()), Evictions.noExecute(node), now);
        if (end == null) {
            return Outcome.DONE;
        }
        if (end.isAfter(now)) {
            return Outcome.again(Duration.between(now, end));
        }
        recorder.normal(
                pod,
                new Reason("TaintManagerEviction", "Marking for deletion Pod " + key.namespace() + "/" + key.name()));
        disruption.delete(pod, "DeletionByTaintManager", "Taint manager: deleting due to NoExecute taint", false, null);
        return Outcome.DONE;
    }
}
