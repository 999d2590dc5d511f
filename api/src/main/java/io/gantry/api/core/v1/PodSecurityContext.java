package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code PodSecurityContext} of {@code v1}. */
@ApiType
public record PodSecurityContext(
        @Field(1) @Nullable SELinuxOptions seLinuxOptions,
        @Field(value = 2, pointer = true) @Nullable Long runAsUser,
        @Field(value = 3, pointer = true) @Nullable Boolean runAsNonRoot,
        @Field(value = 4, listType = ListType.ATOMIC) List<Long> supplementalGroups,
        @Field(value = 5, pointer = true) @Nullable Long fsGroup,
        @Field(value = 6, pointer = true) @Nullable Long runAsGroup,
        @Field(value = 7, listType = ListType.ATOMIC) List<Sysctl> sysctls,
        @Field(8) @Nullable WindowsSecurityContextOptions windowsOptions,
        @Field(value = 9, pointer = true) @Nullable String fsGroupChangePolicy,
        @Field(10) @Nullable SeccompProfile seccompProfile,
        @Field(11) @Nullable AppArmorProfile appArmorProfile,
        @Field(value = 12, pointer = true) @Nullable String supplementalGroupsPolicy,
        @Field(value = 13, pointer = true) @Nullable String seLinuxChangePolicy) {
    public PodSecurityContext {
        supplementalGroups = Immutable.list(supplementalGroups);
        sysctls = Immutable.list(sysctls);
    }
}
