package io.gantry.api.resource.v1beta1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code ResourceClaimStatus} of {@code resource.k8s.io/v1beta1}. */
@ApiType
public record ResourceClaimStatus(
        @Field(1) @Nullable AllocationResult allocation,

        @Field(value = 2, listType = ListType.MAP, mapKeys = "uid", merge = true, mergeKey = "uid")
        List<ResourceClaimConsumerReference> reservedFor,

        @Field(
                value = 4,
                listType = ListType.MAP,
                mapKeys = {"driver", "device", "pool", "shareID"})
        List<AllocatedDeviceStatus> devices) {
    public ResourceClaimStatus {
        reservedFor = Immutable.list(reservedFor);
        devices = Immutable.list(devices);
    }
}
