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
        @Field(2) @Nullable Long runAsUser,
        @Field(3) @Nullable Boolean runAsNonRoot,
        @Field(value = 4, listType = ListType.ATOMIC) List<Long> supplementalGroups,
        @Field(5) @Nullable Long fsGroup,
        @Field(6) @Nullable Long runAsGroup,
        @Field(value = 7, listType = ListType.ATOMIC) List<Sysctl> sysctls,
        @Field(8) @Nullable WindowsSecurityContextOptions windowsOptions,
        @Field(9) @Nullable String fsGroupChangePolicy,
        @Field(10) @Nullable SeccompProfile seccompProfile,
        @Field(11) @Nullable AppArmorProfile appArmorProfile,
        @Field(12) @Nullable String supplementalGroupsPolicy,
        @Field(13) @Nullable String seLinuxChangePolicy) {
    public PodSecurityContext {
        supplementalGroups = Immutable.list(supplementalGroups);
        sysctls = Immutable.list(sysctls);
    }
}
