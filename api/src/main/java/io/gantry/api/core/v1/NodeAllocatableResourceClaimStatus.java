package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import io.gantry.api.types.Quantity;
import java.util.List;
import java.util.Map;

/** Kubernetes {@code NodeAllocatableResourceClaimStatus} of {@code v1}. */
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
