package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code PodAttachOptions} of {@code v1}. */
@ApiType
@ApiKind(version = "v1")
public record PodAttachOptions(
        @Field(1) @Nullable Boolean stdin,
        @Field(2) @Nullable Boolean stdout,
        @Field(3) @Nullable Boolean stderr,
        @Field(4) @Nullable Boolean tty,
        @Field(5) @Nullable String container) {}
