package io.gantry.api.autoscaling.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code ScaleSpec} of {@code autoscaling/v1}. */
@ApiType
public record ScaleSpec(@Field(1) @Nullable Integer replicas) {}
