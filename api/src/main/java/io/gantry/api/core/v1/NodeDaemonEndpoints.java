package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/**
 * Where the daemons of a node listen.
 *
 * @param kubeletEndpoint Where the kubelet serves.
 */
@ApiType
public record NodeDaemonEndpoints(
        @Field(value = 1, always = true) DaemonEndpoint kubeletEndpoint) {}
