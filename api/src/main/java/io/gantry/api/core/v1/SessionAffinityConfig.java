package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * Settings of session affinity.
 *
 * @param clientIP Settings of affinity by client address.
 */
@ApiType
public record SessionAffinityConfig(@Field(1) @Nullable ClientIPConfig clientIP) {}
