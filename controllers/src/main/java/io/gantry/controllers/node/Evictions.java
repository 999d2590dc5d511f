package io.gantry.controllers.node;

import io.gantry.api.core.v1.Node;
import io.gantry.api.core.v1.Taint;
import io.gantry.api.core.v1.Toleration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How long a pod may stay on a tainted node. Pure. */
final class Evictions {
    /** How long a pod that says nothing about it stays on a node that is not ready; Kubernetes' DefaultTolerationSeconds. */
    private static final long DEFAULT_SECONDS = 300;

    private Evictions() {}

    /**
     * A pod's tolerations, and Kubernetes' default for nodes that are not ready or not reachable where it names none. An API
     * server's admission writes the same into pods; pods from before must not vanish with a node's first hiccup either.
     */
    static List<Toleration> withDefaults(List<Toleration> tolerations) {
        List<Toleration> all = new ArrayList<>(tolerations);
        for (String key : List.of(NodeHealth.NOT_READY, NodeHealth.UNREACHABLE)) {
            Taint taint = new Taint(key, null, "NoExecute", null);
            if (tolerations.stream().noneMatch(toleration -> tolerates(toleration, taint))) {
                all.add(new Toleration(key, "Exists", null, "NoExecute", DEFAULT_SECONDS));
            }
        }
        return all;
    }

    static List<Taint> noExecute(Node node) {
        return node.spec().taints().stream()
                .filter(taint -> taint.effect().equals("NoExecute"))
                .toList();
    }

    /**
     * When a pod has to go: at the earliest end of the tolerations that are needed, counted from when the taint was set.
     *
     * @return {@code null} when it may stay
     */
    static @Nullable Instant end(List<Toleration> tolerations, List<Taint> taints, Instant now) {
        Instant end = null;
        for (Taint taint : taints) {
            Instant since = taint.timeAdded() == null ? now : taint.timeAdded();
            Instant ofThis = endOf(tolerations, taint, since);
            if (ofThis != null && (end == null || ofThis.isBefore(end))) {
                end = ofThis;
            }
        }
        return end;
    }

    private static @Nullable Instant endOf(List<Toleration> tolerations, Taint taint, Instant since) {
        boolean tolerated = false;
        Instant end = null;
        for (Toleration toleration : tolerations) {
            if (tolerates(toleration, taint)) {
                tolerated = true;
                Long seconds = toleration.tolerationSeconds();
                if (seconds != null) {
                    Instant ofThis = since.plusSeconds(Math.max(0, seconds));
                    end = end == null || ofThis.isBefore(end) ? ofThis : end;
                }
            }
        }
        return tolerated ? end : since;
    }

    static boolean tolerates(Toleration toleration, Taint taint) {
        String effect = toleration.effect();
        String key = toleration.key();
        if (effect != null && !effect.isEmpty() && !effect.equals(taint.effect())) {
            return false;
        }
        if (key != null && !key.isEmpty() && !key.equals(taint.key())) {
            return false;
        }
        if ("Exists".equals(toleration.operator())) {
            return true;
        }
        return key != null && !key.isEmpty() && text(toleration.value()).equals(text(taint.value()));
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
