package io.gantry.api.resource.v1alpha3;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * A taint and the devices that get it.
 *
 * @param deviceSelector Devices to taint. Empty means all; absent means none.
 * @param taint The taint that these devices get.
 */
@ApiType
public record DeviceTaintRuleSpec(
        @Field(1) @Nullable DeviceTaintSelector deviceSelector,
        @Field(value = 2, required = true, always = true) DeviceTaint taint) {}
