package io.gantry.api.apps.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code StatefulSetOrdinals} of {@code apps/v1}. */
@ApiType
public record StatefulSetOrdinals(
        @Field(value = 1, always = true) @Nullable Integer start) {}
