package io.gantry.api.resource.v1beta2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import io.gantry.api.types.Quantity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code CapacityRequestPolicy} of {@code resource.k8s.io/v1beta2}. */
@ApiType
public record CapacityRequestPolicy(
        @Field(value = 1, name = "default") @Nullable Quantity defaultValue,
        @Field(value = 3, listType = ListType.ATOMIC) List<Quantity> validValues,
        @Field(4) @Nullable CapacityRequestPolicyRange validRange) {
    public CapacityRequestPolicy {
        validValues = Immutable.list(validValues);
    }
}
