package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code EventSource} of {@code v1}. */
@ApiType
public record EventSource(
        @Field(1) @Nullable String component,
        @Field(2) @Nullable String host) {}
