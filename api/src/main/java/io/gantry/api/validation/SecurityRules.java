package io.gantry.api.validation;

import io.gantry.api.codec.Tree;
import io.gantry.api.core.v1.AppArmorProfile;
import io.gantry.api.core.v1.Capabilities;
import io.gantry.api.core.v1.PodSecurityContext;
import io.gantry.api.core.v1.PodSpec;
import io.gantry.api.core.v1.SeccompProfile;
import io.gantry.api.core.v1.SecurityContext;
import io.gantry.api.core.v1.SecurityContextType;
import io.gantry.api.core.v1.Sysctl;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
        if (context == null) {
            return;
        }
        id(context.fsGroup(), path.child("fsGroup"), errors);
        id(context.runAsUser(), path.child("runAsUser"), errors);
        id(context.runAsGroup(), path.child("runAsGroup"), errors);
        for (int i = 0; i < context.supplementalGroups().size(); i++) {
            id(
                    context.supplementalGroups().get(i),
                    path.child("supplementalGroups").index(i),
                    errors);
        }
        sysctls(context.sysctls(), path.child("sysctls"), errors);
        errors.optionalOneOf(
                path.child("fsGroupChangePolicy"), context.fsGroupChangePolicy(), List.of("Always", "OnRootMismatch"));
        errors.optionalOneOf(
                path.child("supplementalGroupsPolicy"), context.supplementalGroupsPolicy(), List.of("Merge", "Strict"));
        seccomp(context.seccompProfile(), path.child("seccompProfile"), errors);
        appArmor(context.appArmorProfile(), path.child("appArmorProfile"), errors);
    }

    private static void id(@Nullable Long id, FieldPath path, FieldErrors errors) {
        if (id != null && (id < 0 || id > Integer.MAX_VALUE)) {
            errors.invalid(path, id, "must be between 0 and 2147483647, inclusive");
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

    private static void seccomp(@Nullable SeccompProfile profile, FieldPath path, FieldErrors errors) {
        if (profile == null) {
            return;
        }
        String file = profile.localhostProfile();
        if (profile.type().equals("Localhost")) {
            if (file == null) {
                errors.required(path.child("localhostProfile"), "must be set when seccomp type is Localhost");
            } else {
                VolumeRules.localPath(file, path.child("localhostProfile"), errors);
            }
        } else if (file != null) {
            errors.invalid(path.child("localhostProfile"), file, "can only be set when seccomp type is Localhost");
        }
        if (profile.type().isEmpty()) {
            errors.required(path.child("type"), "type is required when seccompProfile is set");
        } else if (!List.of("Localhost", "RuntimeDefault", "Unconfined").contains(profile.type())) {
            errors.notSupported(
                    path.child("type"), profile.type(), List.of("Localhost", "RuntimeDefault", "Unconfined"));
        }
    }

    private static void appArmor(@Nullable AppArmorProfile profile, FieldPath path, FieldErrors errors) {
        if (profile == null) {
            return;
        }
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
        if (profile.type().isEmpty()) {
            errors.required(path.child("type"), "type is required when appArmorProfile is set");
        } else if (!List.of("Localhost", "RuntimeDefault", "Unconfined").contains(profile.type())) {
            errors.notSupported(
                    path.child("type"), profile.type(), List.of("Localhost", "RuntimeDefault", "Unconfined"));
        }
    }

    static void container(SecurityContext context, FieldPath path, FieldErrors errors) {
        id(context.runAsUser(), path.child("runAsUser"), errors);
        id(context.runAsGroup(), path.child("runAsGroup"), errors);
        seccomp(context.seccompProfile(), path.child("seccompProfile"), errors);
        appArmor(context.appArmorProfile(), path.child("appArmorProfile"), errors);
        errors.optionalOneOf(path.child("procMount"), context.procMount(), List.of("Default", "Unmasked"));
        if (Boolean.FALSE.equals(context.allowPrivilegeEscalation())) {
            if (Boolean.TRUE.equals(context.privileged())) {
                errors.invalid(
                        path,
                        Tree.ofRecord(SecurityContextType.TYPE, context),
                        "cannot set `allowPrivilegeEscalation` to false and `privileged` to true");
            }
            Capabilities capabilities = context.capabilities();
            if (capabilities != null && capabilities.add().contains("CAP_SYS_ADMIN")) {
                errors.invalid(
                        path,
                        Tree.ofRecord(SecurityContextType.TYPE, context),
                        "cannot set `allowPrivilegeEscalation` to false and `capabilities.Add` CAP_SYS_ADMIN");
            }
        }
    }
}
