package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.Immutable;
import io.gantry.api.types.Quantity;
import java.util.Map;

/**
 * How much storage a claim needs.
 *
 * @param limits Most storage that the claim will accept, under storage.
 * @param requests Least storage that the claim needs, under storage.
 */
@ApiType
public record VolumeResourceRequirements(
        @Field(1) Map<String, Quantity> limits, @Field(2) Map<String, Quantity> requests) {
    public VolumeResourceRequirements {
        limits = Immutable.map(limits);
        requests = Immutable.map(requests);
    }
}
