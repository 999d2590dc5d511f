package io.gantry.api.resource.v1beta1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.Immutable;
import io.gantry.api.types.Quantity;
import java.util.Map;

/** Kubernetes {@code CapacityRequirements} of {@code resource.k8s.io/v1beta1}. */
@ApiType
public record CapacityRequirements(@Field(1) Map<String, Quantity> requests) {
    public CapacityRequirements {
        requests = Immutable.map(requests);
    }
}
