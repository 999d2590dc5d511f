package io.gantry.api.resource.v1beta2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code DeviceRequest} of {@code resource.k8s.io/v1beta2}. */
@ApiType
public record DeviceRequest(
        @Field(value = 1, required = true) String name,
        @Field(2) @Nullable ExactDeviceRequest exactly,
        @Field(value = 3, listType = ListType.ATOMIC) List<DeviceSubRequest> firstAvailable) {
    public DeviceRequest {
        firstAvailable = Immutable.list(firstAvailable);
    }
}
