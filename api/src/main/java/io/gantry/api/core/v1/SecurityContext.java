package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code SecurityContext} of {@code v1}. */
@ApiType
public record SecurityContext(
        @Field(1) @Nullable Capabilities capabilities,
        @Field(value = 2, pointer = true) @Nullable Boolean privileged,
        @Field(3) @Nullable SELinuxOptions seLinuxOptions,
        @Field(value = 4, pointer = true) @Nullable Long runAsUser,
        @Field(value = 5, pointer = true) @Nullable Boolean runAsNonRoot,
        @Field(value = 6, pointer = true) @Nullable Boolean readOnlyRootFilesystem,
        @Field(value = 7, pointer = true) @Nullable Boolean allowPrivilegeEscalation,
        @Field(value = 8, pointer = true) @Nullable Long runAsGroup,
        @Field(value = 9, pointer = true) @Nullable String procMount,
        @Field(10) @Nullable WindowsSecurityContextOptions windowsOptions,
        @Field(11) @Nullable SeccompProfile seccompProfile,
        @Field(12) @Nullable AppArmorProfile appArmorProfile) {}
