package io.gantry.api.resource.v1beta1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Configuration for allocated devices, with where it came from.
 *
 * @param source FromClass if an administrator wrote it in the class, FromClaim if a user wrote it in the claim.
 * @param requests Requests that it is for, as request or request/subrequest. Empty means all.
 * @param opaque The configuration, in the form that the driver defines.
 */
@ApiType
public record DeviceAllocationConfiguration(
        @Field(value = 1, required = true) String source,
        @Field(value = 2, listType = ListType.ATOMIC) List<String> requests,
        @Field(value = 1, in = 3) @Nullable OpaqueDeviceConfiguration opaque) {
    public DeviceAllocationConfiguration {
        requests = Immutable.list(requests);
    }
}
