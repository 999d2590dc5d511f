package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Sharing;

/**
 * One IP address of a pod.
 *
 * @param ip The address, IPv4 or IPv6.
 */
@ApiType
public record PodIP(
        @Field(value = 1, required = true, sharing = Sharing.NONE)
        String ip) {}
