package io.gantry.api.apps.v1beta1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code RollbackConfig} of {@code apps/v1beta1}. */
@ApiType
public record RollbackConfig(@Field(1) @Nullable Long revision) {}
