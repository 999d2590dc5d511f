package io.gantry.api.resource.v1beta2;

import io.gantry.api.core.v1.NodeSelector;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code AllocationResult} of {@code resource.k8s.io/v1beta2}. */
@ApiType
public record AllocationResult(
        @Field(value = 1, always = true) DeviceAllocationResult devices,
        @Field(3) @Nullable NodeSelector nodeSelector,
        @Field(5) @Nullable Instant allocationTimestamp) {}
