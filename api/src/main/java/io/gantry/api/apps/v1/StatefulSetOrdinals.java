package io.gantry.api.apps.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code StatefulSetOrdinals} of {@code apps/v1}. */
@ApiType
public record StatefulSetOrdinals(@Field(1) @Nullable Integer start) {}
