package io.gantry.scheduler.fit;

import io.gantry.api.core.v1.Taint;
import io.gantry.api.core.v1.Toleration;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Taints of nodes, and the tolerations of pods. */
public final class Taints {
    private Taints() {}

    /** The first taint among those of interest that the pod does not tolerate. */
    public static @Nullable Taint firstUntolerated(
            List<Taint> taints, List<Toleration> tolerations, Predicate<Taint> interesting) {
        for (Taint taint : taints) {
            if (interesting.test(taint) && tolerations.stream().noneMatch(toleration -> tolerates(toleration, taint))) {
                return taint;
            }
        }
        return null;
    }

    public static boolean tolerates(Toleration toleration, Taint taint) {
        if (toleration.effect() != null
                && !toleration.effect().isEmpty()
                && !toleration.effect().equals(taint.effect())) {
            return false;
        }
        if (toleration.key() != null
                && !toleration.key().isEmpty()
                && !toleration.key().equals(taint.key())) {
            return false;
        }
        String operator =
                toleration.operator() == null || toleration.operator().isEmpty() ? "Equal" : toleration.operator();
        String wanted = toleration.value() == null ? "" : toleration.value();
        String value = taint.value() == null ? "" : taint.value();
        return switch (operator) {
            case "Exists" -> true;
            case "Equal" -> toleration.key() != null && !toleration.key().isEmpty() && wanted.equals(value);
            default -> false;
        };
    }

    /** Keeps new pods away. */
    public static boolean keepsAway(Taint taint) {
        return taint.effect().equals("NoSchedule") || taint.effect().equals("NoExecute");
    }
}
