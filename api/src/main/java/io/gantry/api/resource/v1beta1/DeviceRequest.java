package io.gantry.api.resource.v1beta1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code DeviceRequest} of {@code resource.k8s.io/v1beta1}. */
@ApiType
public record DeviceRequest(
        @Field(value = 1, required = true) String name,
        @Field(value = 2, always = true) @Nullable String deviceClassName,
        @Field(value = 3, listType = ListType.ATOMIC) List<DeviceSelector> selectors,
        @Field(4) @Nullable String allocationMode,
        @Field(5) @Nullable Long count,
        @Field(value = 6, pointer = true) @Nullable Boolean adminAccess,
        @Field(value = 7, listType = ListType.ATOMIC) List<DeviceSubRequest> firstAvailable,
        @Field(value = 8, listType = ListType.ATOMIC) List<DeviceToleration> tolerations,
        @Field(9) @Nullable CapacityRequirements capacity) {
    public DeviceRequest {
        selectors = Immutable.list(selectors);
        firstAvailable = Immutable.list(firstAvailable);
        tolerations = Immutable.list(tolerations);
    }
}
