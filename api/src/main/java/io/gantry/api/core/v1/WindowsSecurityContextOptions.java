package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code WindowsSecurityContextOptions} of {@code v1}. */
@ApiType
public record WindowsSecurityContextOptions(
        @Field(1) @Nullable String gmsaCredentialSpecName,
        @Field(2) @Nullable String gmsaCredentialSpec,
        @Field(3) @Nullable String runAsUserName,
        @Field(4) @Nullable Boolean hostProcess) {}
