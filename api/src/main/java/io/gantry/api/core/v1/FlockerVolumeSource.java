package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code FlockerVolumeSource} of {@code v1}. */
@ApiType
public record FlockerVolumeSource(
        @Field(1) @Nullable String datasetName,
        @Field(2) @Nullable String datasetUUID) {}
