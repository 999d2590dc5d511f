package io.gantry.api.resource.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;

/**
 * The devices that a claim has got.
 *
 * @param results One entry for each device.
 * @param config Configuration from the classes and the claim. May contain some for drivers that got no device.
 */
@ApiType
public record DeviceAllocationResult(
        @Field(value = 1, listType = ListType.ATOMIC) List<DeviceRequestAllocationResult> results,
        @Field(value = 2, listType = ListType.ATOMIC) List<DeviceAllocationConfiguration> config) {
    public DeviceAllocationResult {
        results = Immutable.list(results);
        config = Immutable.list(config);
    }
}
