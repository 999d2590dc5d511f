package io.gantry.api.validation;

import io.gantry.api.core.v1.Container;
import io.gantry.api.core.v1.EphemeralContainer;
import io.gantry.api.core.v1.PodSecurityContext;
import io.gantry.api.core.v1.PodSpec;
import io.gantry.api.core.v1.SecurityContext;
import io.gantry.api.core.v1.WindowsSecurityContextOptions;
import io.gantry.api.names.Names;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a pod for Linux and one for Windows may not have, and the settings of Windows containers. */
final class OsRules {
    private static final int MAX_CREDENTIAL_SPEC = 64 * 1024;
    private static final int MAX_DOMAIN = 256;
    private static final int MAX_USER = 104;
    private static final String DNS_PART = "[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?";
    private static final Pattern DOMAIN =
            Pattern.compile("[^\\\\/:*?\"<>|.][^\\\\/:*?\"<>|]{0,14}|" + DNS_PART + "(?:\\." + DNS_PART + ")*");
    private static final Pattern NOT_OF_A_USER = Pattern.compile("[\"/\\\\:;|=,+*?<>@\\[\\]]");
    private static final Pattern DOTS_OR_SPACES = Pattern.compile("[. ]+");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    /** The names of signals that a Linux container may be stopped with. */
    private static final Set<String> LINUX_SIGNALS = Set.copyOf(Stream.of(
                    Stream.of(("ABRT ALRM BUS CHLD CLD CONT FPE HUP ILL INT IO IOT KILL PIPE POLL PROF PWR QUIT SEGV"
                                    + " STKFLT STOP SYS TERM TRAP TSTP TTIN TTOU URG USR1 USR2 VTALRM WINCH XCPU XFSZ"
                                    + " RTMIN RTMAX")
                            .split(" ")),
                    IntStream.rangeClosed(1, 15).mapToObj(n -> "RTMIN+" + n),
                    IntStream.rangeClosed(1, 14).mapToObj(n -> "RTMAX-" + n))
            .flatMap(names -> names)
            .map(name -> "SIG" + name)
            .toList());

    private static final Set<String> WINDOWS_SIGNALS = Set.of("SIGKILL", "SIGTERM");

    private OsRules() {}

    /** A security context of one of the pod's containers, and where it stands. */
    private record Security(SecurityContext context, FieldPath path) {}

    static void pod(PodSpec spec, FieldPath path, FieldErrors errors) {
        hostProcess(spec, path, errors);
        if (spec.os() != null && spec.os().name().isEmpty()) {
            errors.required(path.child("os").child("name"), "cannot be empty");
        } else if (spec.os() != null) {
            errors.optionalOneOf(path.child("os"), spec.os().name(), List.of("linux", "windows"));
        }
        switch (spec.os() == null ? "" : spec.os().name()) {
            case "linux" -> linux(spec, path, errors);
            case "windows" -> windows(spec, path, errors);
            default -> {}
        }
    }

    /** The signal depends on what the pod says its operating system is; it says nothing when {@code os} is empty. */
    static void stopSignal(String signal, PodSpec spec, FieldPath path, FieldErrors errors) {
        if (spec.os() == null) {
            errors.forbidden(path, "may not be set for containers with empty `spec.os.name`");
            return;
        }
        switch (spec.os().name()) {
            case "linux" -> errors.optionalOneOf(path, signal, LINUX_SIGNALS);
            case "windows" -> errors.optionalOneOf(path, signal, WINDOWS_SIGNALS);
            default -> {}
        }
    }

    private static void linux(PodSpec spec, FieldPath path, FieldErrors errors) {
        String never = "windows options cannot be set for a linux pod";
        PodSecurityContext pod = spec.securityContext();
        if (pod != null && pod.windowsOptions() != null) {
            errors.forbidden(path.child("securityContext").child("windowsOptions"), never);
        }
        for (Security security : securities(spec, path)) {
            if (security.context.windowsOptions() != null) {
                errors.forbidden(security.path.child("windowsOptions"), never);
            }
        }
    }

    private static void windows(PodSpec spec, FieldPath path, FieldErrors errors) {
        never(spec.hostUsers(), path.child("hostUsers"), errors);
        never(Boolean.TRUE.equals(spec.hostPID()) ? spec : null, path.child("hostPID"), errors);
        never(Boolean.TRUE.equals(spec.hostIPC()) ? spec : null, path.child("hostIPC"), errors);
        never(spec.shareProcessNamespace(), path.child("shareProcessNamespace"), errors);
        PodSecurityContext pod = spec.securityContext();
        if (pod != null) {
            FieldPath place = path.child("securityContext");
            never(pod.appArmorProfile(), place.child("appArmorProfile"), errors);
            never(pod.seLinuxOptions(), place.child("seLinuxOptions"), errors);
            never(pod.seccompProfile(), place.child("seccompProfile"), errors);
            never(pod.fsGroup(), place.child("fsGroup"), errors);
            never(pod.fsGroupChangePolicy(), place.child("fsGroupChangePolicy"), errors);
            never(pod.sysctls().isEmpty() ? null : pod, place.child("sysctls"), errors);
            never(pod.runAsUser(), place.child("runAsUser"), errors);
            never(pod.runAsGroup(), place.child("runAsGroup"), errors);
            never(pod.supplementalGroups().isEmpty() ? null : pod, place.child("supplementalGroups"), errors);
            never(pod.supplementalGroupsPolicy(), place.child("supplementalGroupsPolicy"), errors);
            never(pod.seLinuxChangePolicy(), place.child("seLinuxChangePolicy"), errors);
        }
        for (Security security : securities(spec, path)) {
            SecurityContext context = security.context;
            never(context.appArmorProfile(), security.path.child("appArmorProfile"), errors);
            never(context.seLinuxOptions(), security.path.child("seLinuxOptions"), errors);
            never(context.seccompProfile(), security.path.child("seccompProfile"), errors);
            never(context.capabilities(), security.path.child("capabilities"), errors);
            never(context.readOnlyRootFilesystem(), security.path.child("readOnlyRootFilesystem"), errors);
            never(context.privileged(), security.path.child("privileged"), errors);
            never(context.allowPrivilegeEscalation(), security.path.child("allowPrivilegeEscalation"), errors);
            never(context.procMount(), security.path.child("procMount"), errors);
            never(context.runAsUser(), security.path.child("runAsUser"), errors);
            never(context.runAsGroup(), security.path.child("runAsGroup"), errors);
        }
    }

    private static void never(@Nullable Object value, FieldPath path, FieldErrors errors) {
        if (value != null) {
            errors.forbidden(path, "cannot be set for a windows pod");
        }
    }

    private static List<Security> securities(PodSpec spec, FieldPath path) {
        Stream.Builder<Security> found = Stream.builder();
        List<Container> init = spec.initContainers();
        for (int i = 0; i < init.size(); i++) {
            add(
                    found,
                    init.get(i).securityContext(),
                    path.child("initContainers").index(i));
        }
        List<Container> containers = spec.containers();
        for (int i = 0; i < containers.size(); i++) {
            add(
                    found,
                    containers.get(i).securityContext(),
                    path.child("containers").index(i));
        }
        List<EphemeralContainer> ephemeral = spec.ephemeralContainers();
        for (int i = 0; i < ephemeral.size(); i++) {
            add(
                    found,
                    ephemeral.get(i).securityContext(),
                    path.child("ephemeralContainers").index(i));
        }
        return found.build().toList();
    }

    private static void add(Stream.Builder<Security> found, @Nullable SecurityContext context, FieldPath container) {
        if (context != null) {
            found.add(new Security(context, container.child("securityContext")));
        }
    }

    /** Either all containers of a pod are processes of the host, or none. */
    private static void hostProcess(PodSpec spec, FieldPath path, FieldErrors errors) {
        PodSecurityContext context = spec.securityContext();
        Boolean ofPod = context == null ? null : hostProcess(context.windowsOptions());
        List<Security> securities = securities(spec, path);
        int containers = spec.initContainers().size()
                + spec.containers().size()
                + spec.ephemeralContainers().size();
        int ofHost = Boolean.TRUE.equals(ofPod) ? containers : 0;
        for (Security security : securities) {
            Boolean own = hostProcess(security.context.windowsOptions());
            if (own == null) {
                continue;
            }
            if (ofPod != null && !ofPod.equals(own)) {
                errors.invalid(
                        security.path.child("windowsOptions").child("hostProcess"),
                        own,
                        "pod hostProcess value must be identical if both are specified, was " + ofPod);
            }
            if (own != Boolean.TRUE.equals(ofPod)) {
                ofHost += own ? 1 : -1;
            }
        }
        if (ofHost == 0) {
            return;
        }
        if (ofHost != containers) {
            errors.invalid(
                    path,
                    "",
                    "If pod contains any hostProcess containers then all containers must be HostProcess containers");
        }
        if (!Boolean.TRUE.equals(spec.hostNetwork())) {
            errors.invalid(
                    path.child("hostNetwork"),
                    false,
                    "hostNetwork must be true if pod contains any hostProcess containers");
        }
    }

    private static @Nullable Boolean hostProcess(@Nullable WindowsSecurityContextOptions options) {
        return options == null ? null : options.hostProcess();
    }

    static void check(WindowsSecurityContextOptions options, FieldPath path, FieldErrors errors) {
        String name = options.gmsaCredentialSpecName();
        if (name != null) {
            errors.invalid(path.child("gmsaCredentialSpecName"), name, Names.dns1123Subdomain(name));
        }
        String credential = options.gmsaCredentialSpec();
        if (credential != null && credential.isEmpty()) {
            errors.invalid(
                    path.child("gmsaCredentialSpec"), credential, "gmsaCredentialSpec cannot be an empty string");
        } else if (credential != null && credential.length() > MAX_CREDENTIAL_SPEC) {
            errors.invalid(
                    path.child("gmsaCredentialSpec"), credential, "gmsaCredentialSpec size must be under 64 KiB");
        }
        if (options.runAsUserName() != null) {
            userName(options.runAsUserName(), path.child("runAsUserName"), errors);
        }
    }

    /** {@code DOMAIN\USER} or {@code USER}. */
    private static void userName(String name, FieldPath path, FieldErrors errors) {
        int backslash = name.indexOf('\\');
        if (name.isEmpty()) {
            errors.invalid(path, name, "runAsUserName cannot be an empty string");
        } else if (CONTROL.matcher(name).find()) {
            errors.invalid(path, name, "runAsUserName cannot contain control characters");
        } else if (name.indexOf('\\', backslash + 1) > backslash && backslash >= 0) {
            errors.invalid(path, name, "runAsUserName cannot contain more than one backslash");
        } else {
            if (backslash >= 0) {
                domain(name.substring(0, backslash), name, path, errors);
            }
            user(name.substring(backslash + 1), name, path, errors);
        }
    }

    private static void domain(String domain, String name, FieldPath path, FieldErrors errors) {
        if (domain.length() >= MAX_DOMAIN) {
            errors.invalid(path, name, "runAsUserName's Domain length must be under " + MAX_DOMAIN + " characters");
        }
        if (!DOMAIN.matcher(domain).matches()) {
            errors.invalid(path, name, "runAsUserName's Domain doesn't match the NetBios nor the DNS format");
        }
    }

    private static void user(String user, String name, FieldPath path, FieldErrors errors) {
        if (user.isEmpty()) {
            errors.invalid(path, name, "runAsUserName's User cannot be empty");
        } else if (user.length() > MAX_USER) {
            errors.invalid(
                    path, name, "runAsUserName's User length must not be longer than " + MAX_USER + " characters");
        }
        if (DOTS_OR_SPACES.matcher(user).matches()) {
            errors.invalid(path, name, "runAsUserName's User cannot contain only periods or spaces");
        }
        if (NOT_OF_A_USER.matcher(user).find()) {
            errors.invalid(
                    path, name, "runAsUserName's User cannot contain the following characters: \"/\\:;|=,+*?<>@[]");
        }
    }
}
