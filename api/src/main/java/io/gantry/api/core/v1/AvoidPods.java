package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.Immutable;
import java.util.List;

/**
 * Pods that a node would rather not receive, as once stored in the node annotation for preferAvoidPods.
 *
 * @param preferAvoidPods The pods to be kept away, each with a reason. At most a soft wish for the scheduler.
 */
@ApiType
public record AvoidPods(@Field(1) List<PreferAvoidPodsEntry> preferAvoidPods) {
    public AvoidPods {
        preferAvoidPods = Immutable.list(preferAvoidPods);
    }
}
