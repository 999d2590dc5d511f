package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code ObjectFieldSelector} of {@code v1}. */
@ApiType(atomic = true)
public record ObjectFieldSelector(
        @Field(1) @Default("v1") @Nullable String apiVersion,
        @Field(value = 2, required = true) String fieldPath) {}
