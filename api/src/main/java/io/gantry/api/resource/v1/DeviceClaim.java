package io.gantry.api.resource.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;

/**
 * The devices that a claim asks for.
 *
 * @param requests The requests, all of which have to be met. Without any, nothing is needed.
 * @param constraints Conditions on the devices as a set, such as the same model for all.
 * @param config Configuration for the drivers of the devices. Has no influence on the choice.
 */
@ApiType
public record DeviceClaim(
        @Field(value = 1, listType = ListType.ATOMIC) List<DeviceRequest> requests,
        @Field(value = 2, listType = ListType.ATOMIC) List<DeviceConstraint> constraints,
        @Field(value = 3, listType = ListType.ATOMIC) List<DeviceClaimConfiguration> config) {
    public DeviceClaim {
        requests = Immutable.list(requests);
        constraints = Immutable.list(constraints);
        config = Immutable.list(config);
    }
}
