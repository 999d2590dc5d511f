package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import io.gantry.api.types.Quantity;
import java.util.List;
import java.util.Map;

/**
 * Resources that a container or pod is promised, and the most it may take.
 *
 * @param limits Most that may be used, by resource: above it, CPU is throttled and memory leads to a kill.
 * @param requests What is set aside on the node, by resource, at most the limit. Defaults to the limit if there is one.
 * @param claims Entries of the pod's resourceClaims that the container uses. Immutable.
 */
@ApiType
public record ResourceRequirements(
        @Field(1) Map<String, Quantity> limits,
        @Field(2) Map<String, Quantity> requests,

        @Field(value = 3, listType = ListType.MAP, mapKeys = "name")
        List<ResourceClaim> claims) {
    public ResourceRequirements {
        limits = Immutable.map(limits);
        requests = Immutable.map(requests);
        claims = Immutable.list(claims);
    }
}
