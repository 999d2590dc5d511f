package io.gantry.api.resource.v1;

import io.gantry.api.meta.v1.Condition;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.Sharing;
import io.gantry.api.types.Immutable;
import io.gantry.api.types.RawJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a driver reports about a device that a claim has got. Driver, pool, device and shareID say which.
 *
 * @param driver Name of the driver, a DNS name of its vendor.
 * @param pool Name of the pool that the device is in.
 * @param device Name of the device in the pool.
 * @param conditions Observations about the device; Ready is true once it is set up. At most 8.
 * @param data Anything else the driver has to tell, up to 10 KiB.
 * @param networkData Interface and addresses, for a network device.
 * @param shareID Which share of the device, if it is shared by several claims.
 */
@ApiType
public record AllocatedDeviceStatus(
        @Field(value = 1, required = true) String driver,
        @Field(value = 2, required = true) String pool,
        @Field(value = 3, required = true) String device,

        @Field(value = 4, listType = ListType.MAP, mapKeys = "type", sharing = Sharing.EACH)
        List<Condition> conditions,

        @Field(5) @Nullable RawJson data,
        @Field(6) @Nullable NetworkDeviceData networkData,
        @Field(value = 7, pointer = true) @Nullable String shareID) {
    public AllocatedDeviceStatus {
        conditions = Immutable.list(conditions);
    }
}
