package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/**
 * Says which device request of the pod's generated ResourceClaim serves an extended resource of a container.
 *
 * @param containerName The container that asks for the resource.
 * @param resourceName The extended resource, such as example.com/gpu.
 * @param requestName The device request within the generated ResourceClaim.
 */
@ApiType
public record ContainerExtendedResourceRequest(
        @Field(value = 1, required = true) String containerName,
        @Field(value = 2, required = true) String resourceName,
        @Field(value = 3, required = true) String requestName) {}
