package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code LocalObjectReference} of {@code v1}. */
@ApiType(atomic = true)
public record LocalObjectReference(@Field(1) @Nullable String name) {}
