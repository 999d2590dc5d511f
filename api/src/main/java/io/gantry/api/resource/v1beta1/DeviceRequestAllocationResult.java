package io.gantry.api.resource.v1beta1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import io.gantry.api.types.Quantity;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code DeviceRequestAllocationResult} of {@code resource.k8s.io/v1beta1}. */
@ApiType
public record DeviceRequestAllocationResult(
        @Field(value = 1, required = true) String request,
        @Field(value = 2, required = true) String driver,
        @Field(value = 3, required = true) String pool,
        @Field(value = 4, required = true) String device,
        @Field(value = 5, pointer = true) @Nullable Boolean adminAccess,
        @Field(value = 6, listType = ListType.ATOMIC) List<DeviceToleration> tolerations,
        @Field(value = 7, listType = ListType.ATOMIC) List<String> bindingConditions,
        @Field(value = 8, listType = ListType.ATOMIC) List<String> bindingFailureConditions,
        @Field(value = 9, pointer = true) @Nullable String shareID,
        @Field(10) Map<String, Quantity> consumedCapacity) {
    public DeviceRequestAllocationResult {
        tolerations = Immutable.list(tolerations);
        bindingConditions = Immutable.list(bindingConditions);
        bindingFailureConditions = Immutable.list(bindingFailureConditions);
        consumedCapacity = Immutable.map(consumedCapacity);
    }
}
