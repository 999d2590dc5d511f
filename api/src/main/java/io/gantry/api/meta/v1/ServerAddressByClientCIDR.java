package io.gantry.api.meta.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/** Kubernetes {@code ServerAddressByClientCIDR}. */
@ApiType
public record ServerAddressByClientCIDR(
        @Field(value = 1, required = true) String clientCIDR,
        @Field(value = 2, required = true) String serverAddress) {}
