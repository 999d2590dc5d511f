package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/**
 * One IP address of a pod's node.
 *
 * @param ip The address, IPv4 or IPv6.
 */
@ApiType
public record HostIP(@Field(value = 1, required = true) String ip) {}
