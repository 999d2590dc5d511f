package io.gantry.api.resource.v1beta1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * A range of amounts of a capacity. Requests are raised to the next allowed amount.
 *
 * @param min Smallest amount that a request takes.
 * @param max Largest amount. Without it, the whole capacity.
 * @param step Distance between allowed amounts, counted from min. Without it, any amount in the range.
 */
@ApiType
public record CapacityRequestPolicyRange(
        @Field(value = 1, required = true) Quantity min,
        @Field(2) @Nullable Quantity max,
        @Field(3) @Nullable Quantity step) {}
