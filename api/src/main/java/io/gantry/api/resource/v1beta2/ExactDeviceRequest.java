package io.gantry.api.resource.v1beta2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code ExactDeviceRequest} of {@code resource.k8s.io/v1beta2}. */
@ApiType
public record ExactDeviceRequest(
        @Field(value = 1, required = true) String deviceClassName,
        @Field(value = 2, listType = ListType.ATOMIC) List<DeviceSelector> selectors,
        @Field(3) @Nullable String allocationMode,
        @Field(4) @Nullable Long count,
        @Field(value = 5, pointer = true) @Nullable Boolean adminAccess,
        @Field(value = 6, listType = ListType.ATOMIC) List<DeviceToleration> tolerations,
        @Field(7) @Nullable CapacityRequirements capacity) {
    public ExactDeviceRequest {
        selectors = Immutable.list(selectors);
        tolerations = Immutable.list(tolerations);
    }
}
