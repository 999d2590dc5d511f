package io.gantry.api.resource.v1beta1;

import io.gantry.api.core.v1.NodeSelector;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a claim has got.
 *
 * @param devices The devices, with their configuration.
 * @param nodeSelector Nodes on which the devices can be used. Without it, all nodes.
 * @param allocationTimestamp When the devices were given to the claim. Unknown if absent.
 */
@ApiType
public record AllocationResult(
        @Field(value = 1, always = true) DeviceAllocationResult devices,
        @Field(3) @Nullable NodeSelector nodeSelector,
        @Field(5) @Nullable Instant allocationTimestamp) {}
