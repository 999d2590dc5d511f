package io.gantry.api.batch.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code PodFailurePolicyOnExitCodesRequirement} of {@code batch/v1}. */
@ApiType
public record PodFailurePolicyOnExitCodesRequirement(
        @Field(value = 1, pointer = true) @Nullable String containerName,
        @Field(value = 2, required = true) String operator,

        @Field(value = 3, required = true, listType = ListType.SET)
        List<Integer> values) {
    public PodFailurePolicyOnExitCodesRequirement {
        values = Immutable.list(values);
    }
}
