package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;

/**
 * Health of one resource that a container was given.
 *
 * @param name The resource: its name, or claim:claim-name/request for one of a ResourceClaim.
 * @param resources Health of each device of the resource.
 */
@ApiType
public record ResourceStatus(
        @Field(value = 1, required = true) String name,

        @Field(value = 2, listType = ListType.MAP, mapKeys = "resourceID")
        List<ResourceHealth> resources) {
    public ResourceStatus {
        resources = Immutable.list(resources);
    }
}
