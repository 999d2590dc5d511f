package io.gantry.api.validation;

import io.gantry.api.core.v1.AppArmorProfile;
import io.gantry.api.core.v1.Capabilities;
import io.gantry.api.core.v1.Container;
import io.gantry.api.core.v1.PodSecurityContext;
import io.gantry.api.core.v1.PodSpec;
import io.gantry.api.core.v1.SeccompProfile;
import io.gantry.api.core.v1.SecurityContext;
import io.gantry.api.core.v1.SecurityContextType;
import io.gantry.api.core.v1.Sysctl;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Security contexts. */
final class SecurityRules {
    private static final String SYSCTL = "([a-z0-9]([-_a-z0-9]*[a-z0-9])?[\\./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?";
    private static final int MAX_SYSCTL = 253;

    private SecurityRules() {}

    static void pod(PodSpec spec, FieldPath specPath, FieldErrors errors) {
        PodSecurityContext context = spec.securityContext();
        FieldPath path = specPath.child("securityContext");
        if (Boolean.TRUE.equals(spec.shareProcessNamespace()) && Boolean.TRUE.equals(spec.hostPID())) {
            errors.invalid(
                    path.child("shareProcessNamespace"),
                    true,
                    "ShareProcessNamespace and HostPID cannot both be enabled");
        }
        if (Boolean.FALSE.equals(spec.hostUsers())) {
            ownUsers(spec, specPath, errors);
        } else {
            unmasked(spec.initContainers(), specPath.child("initContainers"), errors);
            unmasked(spec.containers(), specPath.child("containers"), errors);
        }
        if (context == null) {
            return;
        }
        sysctls(context.sysctls(), path.child("sysctls"), errors);
    }

    /** What does not go together with users of the pod's own; the capital letters are Kubernetes'. */
    private static void ownUsers(PodSpec spec, FieldPath path, FieldErrors errors) {
        String why = "when `hostUsers` is false";
        if (Boolean.TRUE.equals(spec.hostNetwork())) {
            errors.forbidden(path.child("hostNetwork"), why);
        }
        if (Boolean.TRUE.equals(spec.hostPID())) {
            errors.forbidden(path.child("HostPID"), why);
        }
        if (Boolean.TRUE.equals(spec.hostIPC())) {
            errors.forbidden(path.child("HostIPC"), why);
        }
        devices(spec.initContainers(), path.child("initContainers"), why, errors);
        devices(spec.containers(), path.child("containers"), why, errors);
    }

    private static void devices(List<Container> containers, FieldPath path, String why, FieldErrors errors) {
        for (int i = 0; i < containers.size(); i++) {
            if (!containers.get(i).volumeDevices().isEmpty()) {
                errors.forbidden(path.index(i).child("volumeDevices"), why);
            }
        }
    }

    /** Who is root on the node, too, must not see all of its /proc. */
    private static void unmasked(List<Container> containers, FieldPath path, FieldErrors errors) {
        for (int i = 0; i < containers.size(); i++) {
            SecurityContext context = containers.get(i).securityContext();
            if (context != null && "Unmasked".equals(context.procMount())) {
                errors.invalid(
                        path.index(i).child("securityContext").child("procMount"),
                        context.procMount(),
                        "`hostUsers` must be false to use `Unmasked`");
            }
        }
    }

    private static void sysctls(List<Sysctl> sysctls, FieldPath path, FieldErrors errors) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < sysctls.size(); i++) {
            String name = sysctls.get(i).name();
            FieldPath place = path.index(i).child("name");
            if (name.isEmpty()) {
                errors.required(place, "");
            } else if (name.length() > MAX_SYSCTL || !name.matches(SYSCTL)) {
                errors.invalid(place, name, "must have at most 253 characters and match regex ^" + SYSCTL + "$");
            } else if (!names.add(name.replace('/', '.'))) {
                errors.duplicate(place, name);
            }
        }
    }

    static void check(SeccompProfile profile, FieldPath path, FieldErrors errors) {
        String file = profile.localhostProfile();
        if (profile.type().equals("Localhost")) {
            if (file == null) {
                errors.required(path.child("localhostProfile"), "must be set when seccomp type is Localhost");
            } else {
                Formats.localPath(file, path.child("localhostProfile"), errors);
            }
        } else if (file != null) {
            errors.invalid(path.child("localhostProfile"), file, "can only be set when seccomp type is Localhost");
        }
    }

    static void check(AppArmorProfile profile, FieldPath path, FieldErrors errors) {
        String file = profile.localhostProfile();
        if (profile.type().equals("Localhost")) {
            if (file == null) {
                errors.required(path.child("localhostProfile"), "must be set when AppArmor type is Localhost");
            } else if (file.isBlank() || !file.equals(file.strip())) {
                errors.invalid(path.child("localhostProfile"), file, "must not be padded with whitespace");
            }
        } else if (file != null) {
            errors.invalid(path.child("localhostProfile"), file, "can only be set when AppArmor type is Localhost");
        }
    }

    static void check(SecurityContext context, FieldPath path, FieldErrors errors) {
        if (Boolean.FALSE.equals(context.allowPrivilegeEscalation())) {
            if (Boolean.TRUE.equals(context.privileged())) {
                errors.invalid(
                        path,
                        InternalJson.of(SecurityContextType.TYPE, context),
                        "cannot set `allowPrivilegeEscalation` to false and `privileged` to true");
            }
            Capabilities capabilities = context.capabilities();
            if (capabilities != null && capabilities.add().contains("CAP_SYS_ADMIN")) {
                errors.invalid(
                        path,
                        InternalJson.of(SecurityContextType.TYPE, context),
                        "cannot set `allowPrivilegeEscalation` to false and `capabilities.Add` CAP_SYS_ADMIN");
            }
        }
    }
}
