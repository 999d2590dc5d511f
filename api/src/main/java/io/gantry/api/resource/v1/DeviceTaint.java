package io.gantry.api.resource.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code DeviceTaint} of {@code resource.k8s.io/v1}. */
@ApiType
public record DeviceTaint(
        @Field(value = 1, required = true) String key,
        @Field(2) @Nullable String value,
        @Field(value = 3, required = true) String effect,
        @Field(4) @Nullable Instant timeAdded) {}
