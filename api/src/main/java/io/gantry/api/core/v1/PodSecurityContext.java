package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.EnumOf;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.Range;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Security settings for a whole pod; those a container sets itself take precedence.
 *
 * @param seLinuxOptions SELinux label of all containers. Without it, the runtime picks a random one for each. Linux
 *     only.
 * @param runAsUser User ID of the containers' first processes. Defaults to what the image says. Linux only.
 * @param runAsNonRoot Whether to refuse to start a container that would run as root (user ID 0).
 * @param supplementalGroups Further groups of the containers' first processes. Linux only.
 * @param fsGroup Group that owns the pod's volumes and that all containers belong to; volumes are made writable for it.
 *     Linux only.
 * @param runAsGroup Primary group ID of the containers' first processes. Defaults to the runtime's choice. Linux only.
 * @param sysctls Kernel parameters to set for the pod; unsafe ones need a node that permits them. Linux only.
 * @param windowsOptions Settings for Windows containers. Windows only.
 * @param fsGroupChangePolicy When ownership for fsGroup is applied. One of OnRootMismatch (only if the volume's root
 *     differs) or Always. Defaults to Always.
 * @param seccompProfile Which system calls the containers may make. Linux only.
 * @param appArmorProfile AppArmor confinement of the containers. Linux only.
 * @param supplementalGroupsPolicy Whether groups the image gives the user count as well. One of Merge (yes) or Strict
 *     (no). Defaults to Merge.
 * @param seLinuxChangePolicy How volumes get the SELinux label. One of MountOption (at once, by a mount option) or
 *     Recursive (file by file).
 */
@ApiType
public record PodSecurityContext(
        @Field(1) @Nullable SELinuxOptions seLinuxOptions,

        @Field(value = 2, pointer = true) @Range(min = 0, max = 2147483647) @Nullable
        Long runAsUser,

        @Field(value = 3, pointer = true) @Nullable Boolean runAsNonRoot,

        @Field(value = 4, listType = ListType.ATOMIC) @Range(min = 0, max = 2147483647)
        List<Long> supplementalGroups,

        @Field(value = 5, pointer = true) @Range(min = 0, max = 2147483647) @Nullable
        Long fsGroup,

        @Field(value = 6, pointer = true) @Range(min = 0, max = 2147483647) @Nullable
        Long runAsGroup,

        @Field(value = 7, listType = ListType.ATOMIC) List<Sysctl> sysctls,
        @Field(8) @Nullable WindowsSecurityContextOptions windowsOptions,

        @Field(value = 9, pointer = true) @EnumOf({"Always", "OnRootMismatch"}) @Nullable
        String fsGroupChangePolicy,

        @Field(10) @Nullable SeccompProfile seccompProfile,
        @Field(11) @Nullable AppArmorProfile appArmorProfile,

        @Field(value = 12, pointer = true) @EnumOf({"Merge", "Strict"}) @Nullable
        String supplementalGroupsPolicy,

        @Field(value = 13, pointer = true) @Nullable String seLinuxChangePolicy) {
    public PodSecurityContext {
        supplementalGroups = Immutable.list(supplementalGroups);
        sysctls = Immutable.list(sysctls);
    }
}
