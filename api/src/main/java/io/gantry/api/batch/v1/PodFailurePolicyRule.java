package io.gantry.api.batch.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code PodFailurePolicyRule} of {@code batch/v1}. */
@ApiType
public record PodFailurePolicyRule(
        @Field(value = 1, required = true) String action,
        @Field(2) @Nullable PodFailurePolicyOnExitCodesRequirement onExitCodes,
        @Field(value = 3, listType = ListType.ATOMIC) List<PodFailurePolicyOnPodConditionsPattern> onPodConditions) {
    public PodFailurePolicyRule {
        onPodConditions = Immutable.list(onPodConditions);
    }
}
