package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.CrossChecked;
import io.gantry.api.schema.EnumOf;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Range;
import org.jspecify.annotations.Nullable;

/**
 * Security settings of one container; they take precedence over those of the pod.
 *
 * @param capabilities Linux capabilities to grant and to take away. Linux only.
 * @param privileged Whether the container has nearly all rights of root on the node. Linux only. Defaults to false.
 * @param seLinuxOptions SELinux label of the container. Linux only.
 * @param runAsUser User ID of the first process. Defaults to what the image says. Linux only.
 * @param runAsNonRoot Whether root is ruled out: a container whose user ID would be 0 is not started. Absent leaves it
 *     to the pod.
 * @param readOnlyRootFilesystem Whether the image's filesystem cannot be written; volumes still can. Linux only.
 *     Defaults to false.
 * @param allowPrivilegeEscalation Whether a process may gain more rights than its parent, say by setuid. Always so when
 *     privileged or given SYS_ADMIN. Linux only.
 * @param runAsGroup Primary group ID of the first process. Defaults to the runtime's choice. Linux only.
 * @param procMount How /proc is mounted. One of Default (parts masked and read-only) or Unmasked, which needs hostUsers
 *     to be false. Linux only.
 * @param windowsOptions Settings for a Windows container. Windows only.
 * @param seccompProfile Which system calls the container may make. Linux only.
 * @param appArmorProfile AppArmor confinement of the container. Linux only.
 */
@CrossChecked("SecurityRules")
@ApiType
public record SecurityContext(
        @Field(1) @Nullable Capabilities capabilities,
        @Field(value = 2, pointer = true) @Nullable Boolean privileged,
        @Field(3) @Nullable SELinuxOptions seLinuxOptions,

        @Field(value = 4, pointer = true) @Range(min = 0, max = 2147483647) @Nullable
        Long runAsUser,

        @Field(value = 5, pointer = true) @Nullable Boolean runAsNonRoot,
        @Field(value = 6, pointer = true) @Nullable Boolean readOnlyRootFilesystem,
        @Field(value = 7, pointer = true) @Nullable Boolean allowPrivilegeEscalation,

        @Field(value = 8, pointer = true) @Range(min = 0, max = 2147483647) @Nullable
        Long runAsGroup,

        @Field(value = 9, pointer = true) @EnumOf({"Default", "Unmasked"}) @Nullable
        String procMount,

        @Field(10) @Nullable WindowsSecurityContextOptions windowsOptions,
        @Field(11) @Nullable SeccompProfile seccompProfile,
        @Field(12) @Nullable AppArmorProfile appArmorProfile) {}
