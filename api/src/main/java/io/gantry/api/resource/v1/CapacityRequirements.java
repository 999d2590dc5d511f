package io.gantry.api.resource.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.Immutable;
import io.gantry.api.types.Quantity;
import java.util.Map;

/**
 * How much of its capacities a device has to offer.
 *
 * @param requests Amount by name of the capacity; the device needs all of them. Amounts are raised to what its policy
 *     allows.
 */
@ApiType
public record CapacityRequirements(@Field(1) Map<String, Quantity> requests) {
    public CapacityRequirements {
        requests = Immutable.map(requests);
    }
}
