package io.gantry.api.resource.v1beta2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Configuration for devices of a claim.
 *
 * @param requests Requests that it is for, as request or request/subrequest. Empty means all.
 * @param opaque The configuration, in the form that the driver defines.
 */
@ApiType
public record DeviceClaimConfiguration(
        @Field(value = 1, listType = ListType.ATOMIC) List<String> requests,
        @Field(value = 1, in = 2) @Nullable OpaqueDeviceConfiguration opaque) {
    public DeviceClaimConfiguration {
        requests = Immutable.list(requests);
    }
}
