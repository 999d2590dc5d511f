package io.gantry.api.resource.v1beta1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Keeps claims that do not tolerate it from a device, and with them their pods.
 *
 * @param key Name of the taint, in the form of a label name.
 * @param value Value of the taint, in the form of a label value.
 * @param effect NoSchedule gives the device to no new claim, NoExecute also evicts pods that use it, None does nothing.
 * @param timeAdded When the taint was added or its effect last changed. Filled in when absent.
 */
@ApiType
public record DeviceTaint(
        @Field(value = 1, required = true) String key,
        @Field(2) @Nullable String value,
        @Field(value = 3, required = true) String effect,
        @Field(4) @Nullable Instant timeAdded) {}
