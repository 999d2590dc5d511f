package io.gantry.api.resource.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A network interface that a claim has got.
 *
 * @param interfaceName Name of the interface, up to 256 bytes.
 * @param ips Addresses of the interface with the length of their network, such as 192.0.2.5/24.
 * @param hardwareAddress Hardware address, such as the MAC address; up to 128 bytes.
 */
@ApiType
public record NetworkDeviceData(
        @Field(1) @Nullable String interfaceName,
        @Field(value = 2, listType = ListType.ATOMIC) List<String> ips,
        @Field(3) @Nullable String hardwareAddress) {
    public NetworkDeviceData {
        ips = Immutable.list(ips);
    }
}
