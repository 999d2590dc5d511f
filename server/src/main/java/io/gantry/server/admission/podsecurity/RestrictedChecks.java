package io.gantry.server.admission.podsecurity;

import static io.gantry.server.admission.podsecurity.Check.restricted;
import static io.gantry.server.admission.podsecurity.Check.since;
import static io.gantry.server.admission.podsecurity.Finding.containers;
import static io.gantry.server.admission.podsecurity.Finding.counted;
import static io.gantry.server.admission.podsecurity.Finding.quoted;
import static io.gantry.server.admission.podsecurity.Finding.setters;

import io.gantry.api.core.v1.PodSecurityContext;
import io.gantry.api.core.v1.SecurityContext;
import io.gantry.api.core.v1.Volume;
import io.gantry.api.core.v1.VolumeType;
import io.gantry.server.admission.podsecurity.Check.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the level {@code restricted} asks for beyond {@code baseline}: the hardening that is thought good practice. */
final class RestrictedChecks {
    private static final String NET_BIND_SERVICE = "NET_BIND_SERVICE";

    static final List<Check> ALL = List.of(
            restricted(
                    "allowPrivilegeEscalation",
                    "",
                    since(8, RestrictedChecks::escalation),
                    since(25, notWindows(RestrictedChecks::escalation))),
            restricted(
                    "capabilities_restricted",
                    "capabilities_baseline",
                    since(22, RestrictedChecks::capabilities),
                    since(25, notWindows(RestrictedChecks::capabilities))),
            restricted("procMount_restricted", "procMount", since(35, BaselineChecks::procMount)),
            restricted("restrictedVolumes", "hostPathVolumes", since(0, RestrictedChecks::volumes)),
            restricted(
                    "runAsNonRoot",
                    "",
                    since(0, RestrictedChecks::nonRoot),
                    since(35, pod -> pod.ownUsers() ? null : nonRoot(pod))),
            restricted(
                    "runAsUser",
                    "",
                    since(23, RestrictedChecks::user),
                    since(35, pod -> pod.ownUsers() ? null : user(pod))),
            restricted(
                    "seccompProfile_restricted",
                    "seccompProfile_baseline",
                    since(19, RestrictedChecks::seccomp),
                    since(25, notWindows(RestrictedChecks::seccomp))));

    private RestrictedChecks() {}

    /** Windows knows no such thing. */
    private static Rule notWindows(Rule rule) {
        return pod -> pod.windows() ? null : rule.find(pod);
    }

    private static @Nullable Finding escalation(PodView pod) {
        List<String> bad = pod.containersWhere(container -> {
            SecurityContext context = container.securityContext();
            return context == null || !Boolean.FALSE.equals(context.allowPrivilegeEscalation());
        });
        return bad.isEmpty()
                ? null
                : new Finding(
                        "allowPrivilegeEscalation != false",
                        containers(bad) + " must set securityContext.allowPrivilegeEscalation=false");
    }

    private static @Nullable Finding capabilities(PodView pod) {
        List<String> keeping = new ArrayList<>();
        List<String> adding = new ArrayList<>();
        Set<String> added = new TreeSet<>();
        for (var container : pod.containers()) {
            SecurityContext context = container.securityContext();
            var capabilities = context == null ? null : context.capabilities();
            if (capabilities == null || !capabilities.drop().contains("ALL")) {
                keeping.add(container.name());
            }
            if (capabilities != null) {
                Set<String> more = new TreeSet<>(capabilities.add());
                more.remove(NET_BIND_SERVICE);
                if (!more.isEmpty()) {
                    adding.add(container.name());
                    added.addAll(more);
                }
            }
        }
        List<String> details = new ArrayList<>();
        if (!keeping.isEmpty()) {
            details.add(containers(keeping) + " must set securityContext.capabilities.drop=[\"ALL\"]");
        }
        if (!adding.isEmpty()) {
            details.add(
                    containers(adding) + " must not include " + quoted(added) + " in securityContext.capabilities.add");
        }
        return details.isEmpty() ? null : new Finding("unrestricted capabilities", String.join("; ", details));
    }

    private static @Nullable Finding volumes(PodView pod) {
        List<String> bad = new ArrayList<>();
        Set<String> types = new TreeSet<>();
        for (Volume volume : pod.spec().volumes()) {
            boolean allowed = volume.configMap() != null
                    || volume.csi() != null
                    || volume.downwardAPI() != null
                    || volume.emptyDir() != null
                    || volume.ephemeral() != null
                    || volume.image() != null
                    || volume.persistentVolumeClaim() != null
                    || volume.projected() != null
                    || volume.secret() != null;
            if (!allowed) {
                bad.add(volume.name());
                types.add(type(volume));
            }
        }
        return bad.isEmpty()
                ? null
                : new Finding(
                        "restricted volume types",
                        counted(bad, "volume", "volumes") + " " + quoted(bad) + " " + counted(bad, "uses", "use")
                                + " restricted volume " + counted(types, "type", "types") + " " + quoted(types));
    }

    /** The name of the field that says what the volume is. */
    private static String type(Volume volume) {
        for (int i = 0; i < VolumeType.TYPE.fieldCount(); i++) {
            String field = VolumeType.TYPE.field(i).name();
            if (!field.equals("name") && VolumeType.TYPE.get(volume, i) != null) {
                return field;
            }
        }
        return "unknown";
    }

    private static @Nullable Finding nonRoot(PodView pod) {
        PodSecurityContext context = pod.context();
        Boolean ofPod = context == null ? null : context.runAsNonRoot();
        List<String> explicit = pod.contextsWhere(each -> Boolean.FALSE.equals(each.runAsNonRoot()));
        if (Boolean.FALSE.equals(ofPod) || !explicit.isEmpty()) {
            return new Finding(
                    "runAsNonRoot != true",
                    setters(Boolean.FALSE.equals(ofPod), explicit)
                            + " must not set securityContext.runAsNonRoot=false");
        }
        List<String> implicit = Boolean.TRUE.equals(ofPod)
                ? List.of()
                : pod.containersWhere(container -> {
                    SecurityContext own = container.securityContext();
                    return own == null || own.runAsNonRoot() == null;
                });
        return implicit.isEmpty()
                ? null
                : new Finding(
                        "runAsNonRoot != true",
                        "pod or " + containers(implicit) + " must set securityContext.runAsNonRoot=true");
    }

    private static @Nullable Finding user(PodView pod) {
        PodSecurityContext context = pod.context();
        boolean ofPod = context != null && isRoot(context.runAsUser());
        List<String> bad = pod.contextsWhere(each -> isRoot(each.runAsUser()));
        return !ofPod && bad.isEmpty()
                ? null
                : new Finding("runAsUser=0", setters(ofPod, bad) + " must not set runAsUser=0");
    }

    private static boolean isRoot(@Nullable Long user) {
        return user != null && user == 0;
    }

    private static @Nullable Finding seccomp(PodView pod) {
        Finding explicit = BaselineChecks.seccomp(pod);
        if (explicit != null) {
            return explicit;
        }
        PodSecurityContext context = pod.context();
        if (context != null && context.seccompProfile() != null) {
            return null;
        }
        List<String> implicit = pod.containersWhere(container -> {
            SecurityContext own = container.securityContext();
            return own == null || own.seccompProfile() == null;
        });
        return implicit.isEmpty()
                ? null
                : new Finding(
                        "seccompProfile",
                        "pod or " + containers(implicit)
                                + " must set securityContext.seccompProfile.type to \"RuntimeDefault\" or \"Localhost\"");
    }
}
