package io.gantry.api.autoscaling.v2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import io.gantry.api.types.Quantity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code HPAScalingRules} of {@code autoscaling/v2}. */
@ApiType
public record HPAScalingRules(
        @Field(value = 1, pointer = true) @Nullable String selectPolicy,
        @Field(value = 2, listType = ListType.ATOMIC) List<HPAScalingPolicy> policies,
        @Field(value = 3, pointer = true) @Nullable Integer stabilizationWindowSeconds,
        @Field(4) @Nullable Quantity tolerance) {
    public HPAScalingRules {
        policies = Immutable.list(policies);
    }
}
