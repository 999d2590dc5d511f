package io.gantry.api.resource.v1beta2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request for devices: either exactly or firstAvailable is given.
 *
 * @param name Name of the request, a DNS label; containers and constraints refer to it.
 * @param exactly The devices that are wanted, without alternative.
 * @param firstAvailable Alternatives in order of preference, the first of which that can be had is taken. At most 8.
 */
@ApiType
public record DeviceRequest(
        @Field(value = 1, required = true) String name,
        @Field(2) @Nullable ExactDeviceRequest exactly,
        @Field(value = 3, listType = ListType.ATOMIC) List<DeviceSubRequest> firstAvailable) {
    public DeviceRequest {
        firstAvailable = Immutable.list(firstAvailable);
    }
}
