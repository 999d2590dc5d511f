package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code ImageVolumeSource} of {@code v1}. */
@ApiType
public record ImageVolumeSource(
        @Field(1) @Nullable String reference,
        @Field(2) @Nullable String pullPolicy) {}
