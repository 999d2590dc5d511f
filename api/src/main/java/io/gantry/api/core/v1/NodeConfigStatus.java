package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code NodeConfigStatus} of {@code v1}. */
@ApiType
public record NodeConfigStatus(
        @Field(1) @Nullable NodeConfigSource assigned,
        @Field(2) @Nullable NodeConfigSource active,
        @Field(3) @Nullable NodeConfigSource lastKnownGood,
        @Field(4) @Nullable String error) {}
