package io.gantry.api.meta.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/**
 * A server address for clients of one network.
 *
 * @param clientCIDR Network of the clients.
 * @param serverAddress Host name or IP, with a port where needed.
 */
@ApiType
public record ServerAddressByClientCIDR(
        @Field(value = 1, required = true) String clientCIDR,
        @Field(value = 2, required = true) String serverAddress) {}
