package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code VolumeMountStatus} of {@code v1}. */
@ApiType
public record VolumeMountStatus(
        @Field(value = 1, required = true) String name,
        @Field(value = 2, required = true) String mountPath,
        @Field(3) @Nullable Boolean readOnly,
        @Field(value = 4, pointer = true) @Nullable String recursiveReadOnly,
        @Field(5) @Nullable VolumeStatus volumeStatus) {}
