package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code SecurityContext} of {@code v1}. */
@ApiType
public record SecurityContext(
        @Field(1) @Nullable Capabilities capabilities,
        @Field(2) @Nullable Boolean privileged,
        @Field(3) @Nullable SELinuxOptions seLinuxOptions,
        @Field(4) @Nullable Long runAsUser,
        @Field(5) @Nullable Boolean runAsNonRoot,
        @Field(6) @Nullable Boolean readOnlyRootFilesystem,
        @Field(7) @Nullable Boolean allowPrivilegeEscalation,
        @Field(8) @Nullable Long runAsGroup,
        @Field(9) @Nullable String procMount,
        @Field(10) @Nullable WindowsSecurityContextOptions windowsOptions,
        @Field(11) @Nullable SeccompProfile seccompProfile,
        @Field(12) @Nullable AppArmorProfile appArmorProfile) {}
