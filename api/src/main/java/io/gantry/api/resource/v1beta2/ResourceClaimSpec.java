package io.gantry.api.resource.v1beta2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/**
 * What a claim asks for.
 *
 * @param devices Requests for devices, conditions and configuration.
 */
@ApiType
public record ResourceClaimSpec(
        @Field(value = 1, always = true) DeviceClaim devices) {}
