package io.gantry.api.storage.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code VolumeError} of {@code storage.k8s.io/v1}. */
@ApiType
public record VolumeError(
        @Field(1) @Nullable Instant time,
        @Field(2) @Nullable String message,
        @Field(value = 3, pointer = true) @Nullable Integer errorCode) {}
