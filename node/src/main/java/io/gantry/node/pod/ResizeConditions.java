package io.gantry.node.pod;

import io.gantry.api.core.v1.PodCondition;
import io.gantry.base.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a pod's conditions say of a change of its resources: nothing, once it has what it asks for. Pure. */
public final class ResizeConditions {
    /** The node has not granted what the spec asks for. */
    public static final String PENDING = "PodResizePending";
    /** The node has granted it, and it is not in force yet. */
    public static final String IN_PROGRESS = "PodResizeInProgress";

    public static final String DEFERRED = "Deferred";
    public static final String INFEASIBLE = "Infeasible";
    public static final String ERROR = "Error";

    private ResizeConditions() {}

    static List<PodCondition> of(PodView view, List<PodCondition> before, Instant now) {
        List<PodCondition> conditions = new ArrayList<>();
        PodResize resize = view.resize();
        if (resize.pending() != null) {
            conditions.add(
                    condition(PENDING, resize.pending().why(), resize.pending().generation(), before, now));
        }
        if (resize.allocation().inProgress()) {
            conditions.add(
                    condition(IN_PROGRESS, resize.error(), resize.allocation().generation(), before, now));
        }
        return conditions;
    }

    private static PodCondition condition(
            String type, @Nullable Reason why, @Nullable Long generation, List<PodCondition> before, Instant now) {
        String reason = why == null ? null : why.code();
        PodCondition known = find(before, type);
        Instant since = known == null || !Objects.equals(known.reason(), reason) ? null : known.lastTransitionTime();
        return new PodCondition(
                type,
                "True",
                null,
                since == null ? now : since,
                reason,
                why == null ? null : why.message(),
                generation);
    }

    /** The condition of a type; {@code null} when there is none. */
    public static @Nullable PodCondition find(List<PodCondition> conditions, String type) {
        for (PodCondition condition : conditions) {
            if (condition.type().equals(type)) {
                return condition;
            }
        }
        return null;
    }
}
