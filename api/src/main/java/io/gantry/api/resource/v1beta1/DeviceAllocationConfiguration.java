package io.gantry.api.resource.v1beta1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code DeviceAllocationConfiguration} of {@code resource.k8s.io/v1beta1}. */
@ApiType
public record DeviceAllocationConfiguration(
        @Field(value = 1, required = true) String source,
        @Field(value = 2, listType = ListType.ATOMIC) List<String> requests,
        @Field(value = 1, in = 3) @Nullable OpaqueDeviceConfiguration opaque) {
    public DeviceAllocationConfiguration {
        requests = Immutable.list(requests);
    }
}
