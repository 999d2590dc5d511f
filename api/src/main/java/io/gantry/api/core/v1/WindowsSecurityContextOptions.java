package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code WindowsSecurityContextOptions} of {@code v1}. */
@ApiType
public record WindowsSecurityContextOptions(
        @Field(value = 1, pointer = true) @Nullable String gmsaCredentialSpecName,
        @Field(value = 2, pointer = true) @Nullable String gmsaCredentialSpec,
        @Field(value = 3, pointer = true) @Nullable String runAsUserName,
        @Field(value = 4, pointer = true) @Nullable Boolean hostProcess) {}
