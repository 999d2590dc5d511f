package io.gantry.api.storage.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code VolumeNodeResources} of {@code storage.k8s.io/v1}. */
@ApiType
public record VolumeNodeResources(
        @Field(value = 1, pointer = true) @Nullable Integer count) {}
