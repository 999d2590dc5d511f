package io.gantry.server.admission;

import io.gantry.api.KubeObject;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodSpecBuilder;
import io.gantry.api.core.v1.Toleration;
import java.util.ArrayList;
import java.util.List;

/**
 * Kubernetes' {@code DefaultTolerationSeconds}: a pod bears a node that is not ready or not reached for five minutes, unless
 * it says otherwise.
 */
final class Tolerations implements Admission {
    private static final long SECONDS = 300;
    private static final List<Toleration> DEFAULTS = List.of(
            new Toleration("node.kubernetes.io/not-ready", "Exists", null, "NoExecute", SECONDS),
            new Toleration("node.kubernetes.io/unreachable", "Exists", null, "NoExecute", SECONDS));

    @Override
    public KubeObject mutate(AdmissionRequest request, KubeObject object) {
        if (!request.main() || !(object instanceof Pod pod)) {
            return object;
        }
        List<Toleration> given = pod.spec().tolerations();
        List<Toleration> result = new ArrayList<>(given);
        for (Toleration wanted : DEFAULTS) {
            if (given.stream().noneMatch(each -> covers(each, wanted))) {
                result.add(wanted);
            }
        }
        return result.size() == given.size()
                ? pod
                : new Pod(
                        pod.metadata(),
                        PodSpecBuilder.of(pod.spec()).tolerations(result).build(),
                        pod.status());
    }

    private static boolean covers(Toleration given, Toleration wanted) {
        String key = given.key();
        String effect = given.effect();
        return (key == null || key.isEmpty() || key.equals(wanted.key()))
                && (effect == null || effect.isEmpty() || effect.equals(wanted.effect()));
    }
}
