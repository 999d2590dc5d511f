package io.gantry.api.resource.v1beta2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.Immutable;
import java.util.Map;

/**
 * What a device takes from one set of shared counters.
 *
 * @param counterSet The set that is taken from, by its name.
 * @param counters Amounts taken, by name of the counter. At most 32.
 */
@ApiType
public record DeviceCounterConsumption(
        @Field(value = 1, required = true) String counterSet,
        @Field(value = 2, required = true) Map<String, Counter> counters) {
    public DeviceCounterConsumption {
        counters = Immutable.map(counters);
    }
}
