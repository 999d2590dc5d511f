package io.gantry.api.resource.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.Immutable;
import java.util.Map;

/** Kubernetes {@code CounterSet} of {@code resource.k8s.io/v1}. */
@ApiType
public record CounterSet(
        @Field(value = 1, required = true) String name,
        @Field(value = 2, required = true) Map<String, Counter> counters) {
    public CounterSet {
        counters = Immutable.map(counters);
    }
}
