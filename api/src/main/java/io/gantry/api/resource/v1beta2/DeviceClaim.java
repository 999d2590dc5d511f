package io.gantry.api.resource.v1beta2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;

/** Kubernetes {@code DeviceClaim} of {@code resource.k8s.io/v1beta2}. */
@ApiType
public record DeviceClaim(
        @Field(value = 1, listType = ListType.ATOMIC) List<DeviceRequest> requests,
        @Field(value = 2, listType = ListType.ATOMIC) List<DeviceConstraint> constraints,
        @Field(value = 3, listType = ListType.ATOMIC) List<DeviceClaimConfiguration> config) {
    public DeviceClaim {
        requests = Immutable.list(requests);
        constraints = Immutable.list(constraints);
        config = Immutable.list(config);
    }
}
