package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/**
 * A way to reach a node.
 *
 * @param type One of Hostname, InternalIP, ExternalIP, InternalDNS, ExternalDNS.
 * @param address The address or name itself.
 */
@ApiType
public record NodeAddress(
        @Field(value = 1, required = true) String type,
        @Field(value = 2, required = true) String address) {}
