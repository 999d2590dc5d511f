package io.gantry.api.resource.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import io.gantry.api.types.Quantity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which amounts of a capacity can be asked for when a device is shared. At most one of validValues and validRange is
 * given.
 *
 * @param defaultValue Amount that a request gets if it names none.
 * @param validValues Allowed amounts in ascending order; others are raised to the next one. At most 10, among them the
 *     default.
 * @param validRange Allowed amounts as a range. The default has to lie within.
 */
@ApiType
public record CapacityRequestPolicy(
        @Field(value = 1, name = "default") @Nullable Quantity defaultValue,
        @Field(value = 3, listType = ListType.ATOMIC) List<Quantity> validValues,
        @Field(4) @Nullable CapacityRequestPolicyRange validRange) {
    public CapacityRequestPolicy {
        validValues = Immutable.list(validValues);
    }
}
