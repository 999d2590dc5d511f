package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code GlusterfsPersistentVolumeSource} of {@code v1}. */
@ApiType
public record GlusterfsPersistentVolumeSource(
        @Field(value = 1, required = true) String endpoints,
        @Field(value = 2, required = true) String path,
        @Field(3) @Nullable Boolean readOnly,
        @Field(value = 4, pointer = true) @Nullable String endpointsNamespace) {}
