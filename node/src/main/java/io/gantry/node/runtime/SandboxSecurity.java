package io.gantry.node.runtime;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The security context of a sandbox itself.
 *
 * @param privileged whether a privileged container may run in it
 * @param supplementalGroups the pod's {@code fsGroup} and {@code supplementalGroups}
 * @param strictGroups whether the policy for supplemental groups is Strict: groups of the image do not count
 * @param apparmor {@code null} for the runtime's choice
 */
public record SandboxSecurity(
        NamespaceOptions namespaces,
        boolean privileged,
        boolean readonlyRootfs,
        @Nullable Long runAsUser,
        @Nullable Long runAsGroup,
        List<Long> supplementalGroups,
        boolean strictGroups,
        @Nullable SeLinuxOptions seLinux,
        SecurityProfile seccomp,
        @Nullable SecurityProfile apparmor) {
    public static final SandboxSecurity DEFAULT = of(NamespaceOptions.DEFAULT);

    public SandboxSecurity {
        supplementalGroups = List.copyOf(supplementalGroups);
    }

    /** Nothing but namespaces. */
    public static SandboxSecurity of(NamespaceOptions namespaces) {
        return new SandboxSecurity(
                namespaces, false, false, null, null, List.of(), false, null, SecurityProfile.RUNTIME_DEFAULT, null);
    }
}
