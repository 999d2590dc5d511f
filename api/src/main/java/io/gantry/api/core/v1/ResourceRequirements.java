package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import io.gantry.api.types.Quantity;
import java.util.List;
import java.util.Map;

/** Kubernetes {@code ResourceRequirements} of {@code v1}. */
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
