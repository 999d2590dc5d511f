package io.gantry.api.apps.v1beta1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code ScaleSpec} of {@code apps/v1beta1}. */
@ApiType
public record ScaleSpec(@Field(1) @Nullable Integer replicas) {}
