package io.gantry.api.admissionregistration.v1;

import io.gantry.api.meta.v1.Condition;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.Sharing;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the system found out about a policy.
 *
 * @param observedGeneration Generation of the spec that this status is about.
 * @param typeChecking Result of checking the types in the expressions. Present once the check is done.
 * @param conditions Present observations about the policy, one entry for each type.
 */
@ApiType
public record ValidatingAdmissionPolicyStatus(
        @Field(1) @Nullable Long observedGeneration,
        @Field(2) @Nullable TypeChecking typeChecking,

        @Field(value = 3, listType = ListType.MAP, mapKeys = "type", sharing = Sharing.EACH)
        List<Condition> conditions) {
    public ValidatingAdmissionPolicyStatus {
        conditions = Immutable.list(conditions);
    }
}
