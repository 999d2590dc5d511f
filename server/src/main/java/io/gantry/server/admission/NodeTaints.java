package io.gantry.server.admission;

import io.gantry.api.KubeObject;
import io.gantry.api.core.v1.Node;
import io.gantry.api.core.v1.NodeSpecBuilder;
import io.gantry.api.core.v1.Taint;
import java.util.ArrayList;
import java.util.List;

/**
 * Kubernetes' {@code TaintNodesByCondition}: a new node takes no pods until the node loop has seen that it is ready, so
 * that none is placed between its registration and its first status.
 */
final class NodeTaints implements Admission {
    private static final Taint NOT_READY = new Taint("node.kubernetes.io/not-ready", null, "NoSchedule", null);

    @Override
    public KubeObject mutate(AdmissionRequest request, KubeObject object) {
        if (!request.creates() || !(object instanceof Node node)) {
            return object;
        }
        List<Taint> given = node.spec().taints();
        for (Taint taint : given) {
            if (taint.key().equals(NOT_READY.key()) && taint.effect().equals(NOT_READY.effect())) {
                return node;
            }
        }
        List<Taint> taints = new ArrayList<>(given);
        taints.add(NOT_READY);
        return new Node(
                node.metadata(), NodeSpecBuilder.of(node.spec()).taints(taints).build(), node.status());
    }
}
