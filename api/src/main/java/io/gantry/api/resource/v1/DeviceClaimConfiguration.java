package io.gantry.api.resource.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code DeviceClaimConfiguration} of {@code resource.k8s.io/v1}. */
@ApiType
public record DeviceClaimConfiguration(
        @Field(value = 1, listType = ListType.ATOMIC) List<String> requests,
        @Field(value = 1, in = 2) @Nullable OpaqueDeviceConfiguration opaque) {
    public DeviceClaimConfiguration {
        requests = Immutable.list(requests);
    }
}
