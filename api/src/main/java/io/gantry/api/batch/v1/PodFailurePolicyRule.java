package io.gantry.api.batch.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.EnumOf;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.Required;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One rule for failed pods: what they look like and what to do. It has either exit codes or pod conditions.
 *
 * @param action FailJob ends the whole Job, FailIndex gives up the index of the pod, Ignore replaces the pod without
 *     counting the failure, Count counts it against backoffLimit.
 * @param onExitCodes Fits pods by the exit codes of their containers.
 * @param onPodConditions Fits pods that have at least one of these conditions. At most 20.
 */
@ApiType
public record PodFailurePolicyRule(
        @Field(value = 1, required = true) @Required @EnumOf({"Count", "FailIndex", "FailJob", "Ignore"})
        String action,

        @Field(2) @Nullable PodFailurePolicyOnExitCodesRequirement onExitCodes,
        @Field(value = 3, listType = ListType.ATOMIC) List<PodFailurePolicyOnPodConditionsPattern> onPodConditions) {
    public PodFailurePolicyRule {
        onPodConditions = Immutable.list(onPodConditions);
    }
}
