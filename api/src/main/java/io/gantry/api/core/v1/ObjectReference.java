package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code ObjectReference} of {@code v1}. */
@ApiType(atomic = true)
public record ObjectReference(
        @Field(1) @Nullable String kind,
        @Field(2) @Nullable String namespace,
        @Field(3) @Nullable String name,
        @Field(4) @Nullable String uid,
        @Field(5) @Nullable String apiVersion,
        @Field(6) @Nullable String resourceVersion,
        @Field(7) @Nullable String fieldPath) {}
