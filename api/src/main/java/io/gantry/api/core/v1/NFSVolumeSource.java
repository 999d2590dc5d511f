package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code NFSVolumeSource} of {@code v1}. */
@ApiType
public record NFSVolumeSource(
        @Field(value = 1, required = true) String server,
        @Field(value = 2, required = true) String path,
        @Field(3) @Nullable Boolean readOnly) {}
