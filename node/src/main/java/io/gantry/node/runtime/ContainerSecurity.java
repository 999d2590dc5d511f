package io.gantry.node.runtime;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The security context of a container, with the pod's already merged in.
 *
 * @param addCapabilities without the prefix {@code CAP_}; {@code ALL} is allowed
 * @param runAsUsername name to look up in the image when {@code runAsUser} is not set, else empty
 * @param maskedPaths paths hidden from the container; {@code null} for the usual list, empty for {@code procMount: Unmasked}
 * @param readonlyPaths as {@code maskedPaths}
 */
public record ContainerSecurity(
        NamespaceOptions namespaces,
        boolean privileged,
        boolean readonlyRootfs,
        boolean noNewPrivileges,
        List<String> addCapabilities,
        List<String> dropCapabilities,
        @Nullable Long runAsUser,
        @Nullable Long runAsGroup,
        String runAsUsername,
        List<Long> supplementalGroups,
        boolean strictGroups,
        @Nullable SeLinuxOptions seLinux,
        SecurityProfile seccomp,
        @Nullable SecurityProfile apparmor,
        @Nullable List<String> maskedPaths,
        @Nullable List<String> readonlyPaths) {
    public static final ContainerSecurity DEFAULT = of(NamespaceOptions.DEFAULT);

    public ContainerSecurity {
        addCapabilities = List.copyOf(addCapabilities);
        dropCapabilities = List.copyOf(dropCapabilities);
        supplementalGroups = List.copyOf(supplementalGroups);
        maskedPaths = maskedPaths == null ? null : List.copyOf(maskedPaths);
        readonlyPaths = readonlyPaths == null ? null : List.copyOf(readonlyPaths);
    }

    /** Nothing but namespaces. */
    public static ContainerSecurity of(NamespaceOptions namespaces) {
        return new ContainerSecurity(
                namespaces,
                false,
                false,
                false,
                List.of(),
                List.of(),
                null,
                null,
                "",
                List.of(),
                false,
                null,
                SecurityProfile.UNCONFINED,
                null,
                null,
                null);
    }
}
