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
        @Field(4) @Nullable Long sinceSeconds,
        @Field(5) @Nullable Instant sinceTime,
        @Field(6) @Nullable Boolean timestamps,
        @Field(7) @Nullable Long tailLines,
        @Field(8) @Nullable Long limitBytes,
        @Field(9) @Nullable Boolean insecureSkipTLSVerifyBackend,
        @Field(10) @Nullable String stream) {}
