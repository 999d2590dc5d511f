package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/** Kubernetes {@code NodeAddress} of {@code v1}. */
@ApiType
public record NodeAddress(
        @Field(value = 1, required = true) String type,
        @Field(value = 2, required = true) String address) {}
