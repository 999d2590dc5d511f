package io.gantry.api.resource.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.Immutable;
import java.util.Map;

/**
 * Amounts that the devices of a pool share, such as the memory of a card that is cut into parts.
 *
 * @param name Name of the set, a DNS label unique in its pool.
 * @param counters The amounts by name. At most 32.
 */
@ApiType
public record CounterSet(
        @Field(value = 1, required = true) String name,
        @Field(value = 2, required = true) Map<String, Counter> counters) {
    public CounterSet {
        counters = Immutable.map(counters);
    }
}
