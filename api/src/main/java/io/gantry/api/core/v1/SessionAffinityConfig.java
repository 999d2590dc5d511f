package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code SessionAffinityConfig} of {@code v1}. */
@ApiType
public record SessionAffinityConfig(@Field(1) @Nullable ClientIPConfig clientIP) {}
