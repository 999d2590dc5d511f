package io.gantry.api.resource.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;

/** Kubernetes {@code DeviceAllocationResult} of {@code resource.k8s.io/v1}. */
@ApiType
public record DeviceAllocationResult(
        @Field(value = 1, listType = ListType.ATOMIC) List<DeviceRequestAllocationResult> results,
        @Field(value = 2, listType = ListType.ATOMIC) List<DeviceAllocationConfiguration> config) {
    public DeviceAllocationResult {
        results = Immutable.list(results);
        config = Immutable.list(config);
    }
}
