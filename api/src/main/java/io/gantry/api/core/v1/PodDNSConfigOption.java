package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * One resolver option, as in resolv.conf.
 *
 * @param name Name of the option, such as ndots. Required.
 * @param value Value of the option, if it takes one.
 */
@ApiType
public record PodDNSConfigOption(
        @Field(1) @Nullable String name,
        @Field(value = 2, pointer = true) @Nullable String value) {}
