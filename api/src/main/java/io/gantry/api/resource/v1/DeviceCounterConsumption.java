package io.gantry.api.resource.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.Immutable;
import java.util.Map;

/** Kubernetes {@code DeviceCounterConsumption} of {@code resource.k8s.io/v1}. */
@ApiType
public record DeviceCounterConsumption(
        @Field(value = 1, required = true) String counterSet,
        @Field(value = 2, required = true) Map<String, Counter> counters) {
    public DeviceCounterConsumption {
        counters = Immutable.map(counters);
    }
}
