package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code PodLogOptions} of {@code v1}. */
@ApiType
@ApiKind(version = "v1")
public record PodLogOptions(
        @Field(1) @Nullable String container,
        @Field(2) @Nullable Boolean follow,
        @Field(3) @Nullable Boolean previous,
        @Field(value = 4, pointer = true) @Nullable Long sinceSeconds,
        @Field(5) @Nullable Instant sinceTime,
        @Field(6) @Nullable Boolean timestamps,
        @Field(value = 7, pointer = true) @Nullable Long tailLines,
        @Field(value = 8, pointer = true) @Nullable Long limitBytes,
        @Field(9) @Nullable Boolean insecureSkipTLSVerifyBackend,
        @Field(value = 10, pointer = true) @Nullable String stream) {}
