package io.gantry.server.admission.podsecurity;

import io.gantry.api.KubeObject;
import io.gantry.api.apps.v1.DaemonSet;
import io.gantry.api.apps.v1.Deployment;
import io.gantry.api.apps.v1.ReplicaSet;
import io.gantry.api.apps.v1.StatefulSet;
import io.gantry.api.batch.v1.CronJob;
import io.gantry.api.batch.v1.Job;
import io.gantry.api.core.v1.Container;
import io.gantry.api.core.v1.Namespace;
import io.gantry.api.core.v1.NamespaceType;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodTemplate;
import io.gantry.api.core.v1.PodTemplateSpec;
import io.gantry.api.core.v1.PodType;
import io.gantry.api.core.v1.ReplicationController;
import io.gantry.api.meta.v1.StatusCause;
import io.gantry.api.status.StatusException;
import io.gantry.server.admission.Admission;
import io.gantry.server.admission.AdmissionRequest;
import io.gantry.server.admission.AdmissionRequest.Operation;
import io.gantry.server.admission.PodContainers;
import io.gantry.server.admission.podsecurity.Policy.Standard;
import io.gantry.server.registry.Registries;
import io.gantry.server.registry.Violations;
import io.gantry.server.request.RequestScope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Kubernetes' {@code PodSecurity}: the labels of a namespace say how much its pods may do. Pods that do more are refused, and
 * whatever makes such pods is warned of, since it is the pods that will be refused.
 */
public final class PodSecurity implements Admission {
    /** As in Kubernetes: more existing pods are not looked at when a namespace gets stricter. */
    private static final int MAX_EXISTING = 3000;

    private static final Set<String> OTHER_SUBRESOURCES =
            Set.of("exec", "attach", "binding", "eviction", "log", "portforward", "proxy", "status", "resize");

    /** Who is not held to any policy. */
    public record Exemptions(Set<String> users, Set<String> namespaces, Set<String> runtimeClasses) {
        public static final Exemptions NONE = new Exemptions(Set.of(), Set.of(), Set.of());

        public Exemptions {
            users = Set.copyOf(users);
            namespaces = Set.copyOf(namespaces);
            runtimeClasses = Set.copyOf(runtimeClasses);
        }
    }

    private final Supplier<Registries> registries;
    private final Exemptions exemptions;

    public PodSecurity(Supplier<Registries> registries, Exemptions exemptions) {
        this.registries = registries;
        this.exemptions = exemptions;
    }

    @Override
    public void validate(AdmissionRequest request) {
        if (request.operation() == Operation.DELETE || request.object() == null) {
            return;
        }
        switch (request.object()) {
            case Pod pod -> {
                boolean same = request.old() instanceof Pod old && !significant(pod, old);
                if (!OTHER_SUBRESOURCES.contains(request.subresource()) && !same) {
                    check(request, PodView.of(pod.metadata(), pod.spec()), true);
                }
            }
            case Namespace namespace when request.main() -> namespace(request, namespace);
            default -> {
                PodTemplateSpec template = request.main() ? template(request.object()) : null;
                if (template != null) {
                    check(request, PodView.of(template.metadata(), template.spec()), false);
                }
            }
        }
    }

    private static @Nullable PodTemplateSpec template(KubeObject object) {
        return switch (object) {
            case PodTemplate template -> template.template();
            case ReplicationController controller -> controller.spec().template();
            case ReplicaSet set -> set.spec().template();
            case Deployment deployment -> deployment.spec().template();
            case DaemonSet set -> set.spec().template();
            case StatefulSet set -> set.spec().template();
            case Job job -> job.spec().template();
            case CronJob job -> job.spec().jobTemplate().spec().template();
            default -> null;
        };
    }

    private void check(AdmissionRequest request, PodView pod, boolean enforce) {
        if (exemptions.namespaces().contains(request.namespace())) {
            annotate("exempt", "namespace");
            return;
        }
        if (exemptions.users().contains(request.user().name())) {
            annotate("exempt", "user");
            return;
        }
        Namespace namespace = registries.get().registry(NamespaceType.KIND).find("", request.namespace());
        if (namespace == null) {
            return; // NamespaceLifecycle says so
        }
        Violations unreadable = new Violations();
        Policy policy = Policy.of(namespace.metadata().labels(), unreadable);
        boolean refuses = enforce && policy.enforce().restricts();
        if (unreadable.isEmpty()
                && !refuses
                && !policy.audit().restricts()
                && !policy.warn().restricts()) {
            return;
        }
        String runtimeClass = pod.spec().runtimeClassName();
        if (runtimeClass != null && exemptions.runtimeClasses().contains(runtimeClass)) {
            annotate("exempt", "runtimeClass");
            return;
        }
        if (!unreadable.isEmpty()) {
            annotate("error", "Failed to parse policy: " + text(unreadable.causes()));
        }
        Map<Standard, List<Finding>> known = new HashMap<>();
        List<Finding> refused = List.of();
        if (enforce) {
            annotate("enforce-policy", policy.enforce().toString());
            refused = findings(known, policy.enforce(), pod);
        }
        List<Finding> noted = findings(known, policy.audit(), pod);
        if (!noted.isEmpty()) {
            annotate("audit-violations", wouldViolate(policy.audit(), noted));
        }
        if (!refused.isEmpty()) {
            throw request.forbidden("violates PodSecurity \"" + policy.enforce() + "\": " + Finding.details(refused));
        }
        List<Finding> warned = findings(known, policy.warn(), pod);
        if (!warned.isEmpty()) {
            RequestScope.warn(wouldViolate(policy.warn(), warned));
        }
    }

    private static List<Finding> findings(Map<Standard, List<Finding>> known, Standard standard, PodView pod) {
        return known.computeIfAbsent(standard, each -> Standards.evaluate(each, pod));
    }

    private static String wouldViolate(Standard standard, List<Finding> findings) {
        return "would violate PodSecurity \"" + standard + "\": " + Finding.details(findings);
    }

    private static void annotate(String key, String value) {
        RequestScope.annotate(Policy.PREFIX + key, value);
    }

    private static String text(List<StatusCause> causes) {
        String joined = causes.stream()
                .map(cause -> cause.field() + ": " + cause.message())
                .collect(Collectors.joining(", "));
        return causes.size() == 1 ? joined : "[" + joined + "]";
    }

    /** Of what a client can change in a pod, only images and the old annotations about seccomp matter here. */
    private static boolean significant(Pod next, Pod old) {
        if (differs(next, old, "seccomp.security.alpha.kubernetes.io/pod")) {
            return true;
        }
        Map<String, Container> before = new HashMap<>();
        PodContainers.all(old.spec()).forEach(container -> before.put(container.name(), container));
        List<Container> after = PodContainers.all(next.spec());
        for (Container container : after) {
            Container same = before.get(container.name());
            if (same == null
                    || !Objects.equals(same.image(), container.image())
                    || differs(next, old, "container.seccomp.security.alpha.kubernetes.io/" + container.name())) {
                return true;
            }
        }
        return after.size() != before.size();
    }

    private static boolean differs(Pod next, Pod old, String annotation) {
        return !Objects.equals(
                next.metadata().annotations().get(annotation),
                old.metadata().annotations().get(annotation));
    }

    /** Labels must be readable; what gets stricter is compared with the pods that are there. */
    private void namespace(AdmissionRequest request, Namespace namespace) {
        Violations unreadable = new Violations();
        Policy policy = Policy.of(namespace.metadata().labels(), unreadable);
        if (!(request.old() instanceof Namespace old)) {
            refuse(namespace, unreadable);
            return;
        }
        Violations before = new Violations();
        Policy former = Policy.of(old.metadata().labels(), before);
        if (!unreadable.causes().equals(before.causes())) {
            refuse(namespace, unreadable);
        }
        Standard enforce = policy.enforce();
        boolean relaxed = enforce.minor() == former.enforce().minor()
                && enforce.level().compareTo(former.enforce().level()) <= 0;
        if (enforce.restricts()
                && !enforce.equals(former.enforce())
                && !relaxed
                && !exemptions.namespaces().contains(namespace.name())) {
            warnOfExisting(namespace.name(), enforce);
        }
    }

    private static void refuse(Namespace namespace, Violations violations) {
        if (!violations.isEmpty()) {
            throw StatusException.invalid("", "Namespace", namespace.name(), violations.causes());
        }
    }

    private void warnOfExisting(String namespace, Standard enforce) {
        List<Pod> pods = registries.get().registry(PodType.KIND).all(namespace);
        Map<String, List<String>> names = new TreeMap<>();
        for (Pod pod : pods.subList(0, Math.min(pods.size(), MAX_EXISTING))) {
            String runtimeClass = pod.spec().runtimeClassName();
            if (runtimeClass == null || !exemptions.runtimeClasses().contains(runtimeClass)) {
                List<Finding> findings = Standards.evaluate(enforce, PodView.of(pod.metadata(), pod.spec()));
                if (!findings.isEmpty()) {
                    names.computeIfAbsent(Finding.reasons(findings), _ -> new ArrayList<>())
                            .add(pod.name());
                }
            }
        }
        if (pods.size() > MAX_EXISTING) {
            RequestScope.warn("new PodSecurity enforce level only checked against the first " + MAX_EXISTING + " of "
                    + pods.size() + " existing pods");
        }
        if (!names.isEmpty()) {
            RequestScope.warn("existing pods in namespace \"" + namespace
                    + "\" violate the new PodSecurity enforce level \"" + enforce + "\"");
        }
        names.entrySet().stream()
                .map(entry -> first(entry.getValue()) + ": " + entry.getKey())
                .sorted()
                .forEach(RequestScope::warn);
    }

    /** The store gives names in order. */
    private static String first(List<String> names) {
        int others = names.size() - 1;
        return names.getFirst()
                + switch (others) {
                    case 0 -> "";
                    case 1 -> " (and 1 other pod)";
                    default -> " (and " + others + " other pods)";
                };
    }
}
