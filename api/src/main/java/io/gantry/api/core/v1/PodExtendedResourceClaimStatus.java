package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;

/**
 * The ResourceClaim that the scheduler made for a pod's extended resources that are served by device drivers.
 *
 * @param requestMappings Which device request serves which container's resource.
 * @param resourceClaimName The generated claim, in the pod's namespace.
 */
@ApiType
public record PodExtendedResourceClaimStatus(
        @Field(value = 1, required = true, listType = ListType.ATOMIC)
        List<ContainerExtendedResourceRequest> requestMappings,

        @Field(value = 2, required = true) String resourceClaimName) {
    public PodExtendedResourceClaimStatus {
        requestMappings = Immutable.list(requestMappings);
    }
}
