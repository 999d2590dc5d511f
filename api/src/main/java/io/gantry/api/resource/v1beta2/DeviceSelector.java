package io.gantry.api.resource.v1beta2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * Chooses devices. Exactly one field is given.
 *
 * @param cel Chooses by a CEL expression.
 */
@ApiType
public record DeviceSelector(@Field(1) @Nullable CELDeviceSelector cel) {}
