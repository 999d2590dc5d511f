package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import io.gantry.api.types.Quantity;
import java.util.List;
import java.util.Map;

/**
 * Resources such as cpu or memory that a pod received through a ResourceClaim and that count against the node's
 * allocatable.
 *
 * @param resourceClaimName The claim through which they were allocated.
 * @param containers Containers of the pod that use the claim.
 * @param resources Amounts allocated through the claim, by resource.
 */
@ApiType
public record NodeAllocatableResourceClaimStatus(
        @Field(value = 1, required = true) String resourceClaimName,
        @Field(value = 2, listType = ListType.SET) List<String> containers,
        @Field(value = 3, required = true) Map<String, Quantity> resources) {
    public NodeAllocatableResourceClaimStatus {
        containers = Immutable.list(containers);
        resources = Immutable.map(resources);
    }
}
