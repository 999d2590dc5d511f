package io.gantry.api.warnings;

import io.gantry.api.core.v1.Container;
import io.gantry.api.core.v1.ContainerPort;
import io.gantry.api.core.v1.EnvVar;
import io.gantry.api.core.v1.EphemeralContainer;
import io.gantry.api.core.v1.PodSpec;
import io.gantry.api.core.v1.ResourceRequirements;
import io.gantry.api.core.v1.SecurityContext;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.validation.FieldError;
import io.gantry.api.validation.FieldPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The containers of one pod: first each by itself, then the ports of all of them. For one use. */
final class ContainerWarnings {
    static final String DEAD_SECCOMP = ": non-functional in v1.27+; use the \"seccompProfile\" field instead";

    private static final String SECCOMP = "container.seccomp.security.alpha.kubernetes.io/";
    private static final String APP_ARMOR = "container.apparmor.security.beta.kubernetes.io/";

    private record Placed(ContainerPort port, FieldPath path) {}

    private final PodSpec spec;
    private final ObjectMeta metadata;
    private final FieldPath annotations;
    private final List<String> warnings;
    private final Map<String, List<Placed>> ports = new HashMap<>();

    ContainerWarnings(PodSpec spec, ObjectMeta metadata, FieldPath annotations, List<String> warnings) {
        this.spec = spec;
        this.metadata = metadata;
        this.annotations = annotations;
        this.warnings = warnings;
    }

    void check(FieldPath at) {
        List<String> ofPorts = new ArrayList<>();
        containers(spec.initContainers(), at.child("initContainers"), ofPorts);
        containers(spec.containers(), at.child("containers"), ofPorts);
        for (int i = 0; i < spec.ephemeralContainers().size(); i++) {
            EphemeralContainer container = spec.ephemeralContainers().get(i);
            FieldPath path = at.child("ephemeralContainers").index(i);
            security(container.name(), container.securityContext());
            resources(container.resources(), path.child("resources"));
            env(container.env(), path.child("env"));
            ports(container.ports(), path.child("ports"), ofPorts);
        }
        warnings.addAll(ofPorts);
    }

    private void containers(List<Container> containers, FieldPath at, List<String> ofPorts) {
        for (int i = 0; i < containers.size(); i++) {
            Container container = containers.get(i);
            FieldPath path = at.index(i);
            security(container.name(), container.securityContext());
            resources(container.resources(), path.child("resources"));
            env(container.env(), path.child("env"));
            ports(container.ports(), path.child("ports"), ofPorts);
        }
    }

    private void security(String name, @Nullable SecurityContext context) {
        if ((context == null || context.seccompProfile() == null)
                && metadata.annotations().containsKey(SECCOMP + name)) {
            warnings.add(annotations.key(SECCOMP + name) + DEAD_SECCOMP);
        }
        boolean ofPod = spec.securityContext() != null && spec.securityContext().appArmorProfile() != null;
        boolean own = context != null && context.appArmorProfile() != null;
        if (!ofPod && !own && metadata.annotations().containsKey(APP_ARMOR + name)) {
            warnings.add(annotations.key(APP_ARMOR + name)
                    + ": deprecated since v1.30; use the \"appArmorProfile\" field instead");
        }
    }

    private void resources(ResourceRequirements resources, FieldPath path) {
        for (String resource : List.of("memory", "ephemeral-storage")) {
            StorageWarnings.fraction(resources.limits(), resource, path.child("limits"), warnings);
            StorageWarnings.fraction(resources.requests(), resource, path.child("requests"), warnings);
        }
    }

    /** A variable may be given twice to add to it, as in X=a and X=$(X)b. */
    private void env(List<EnvVar> env, FieldPath path) {
        Set<String> before = new HashSet<>();
        for (int i = 0; i < env.size(); i++) {
            EnvVar variable = env.get(i);
            if (before.add(variable.name())) {
                continue;
            }
            String value = variable.value() == null ? "" : variable.value();
            String reference = "$(" + variable.name() + ")";
            if (variable.valueFrom() != null || value.equals(reference) || !value.contains(reference)) {
                warnings.add(path.index(i) + ": hides previous definition of " + FieldError.quote(variable.name())
                        + ", which may be dropped when using apply");
            }
        }
    }

    private void ports(List<ContainerPort> given, FieldPath path, List<String> found) {
        for (int i = 0; i < given.size(); i++) {
            ContainerPort port = given.get(i);
            FieldPath at = path.index(i);
            if (!hostIp(port).isEmpty() && hostPort(port) == 0) {
                found.add(at + ": hostIP set without hostPort: " + text(port));
            }
            List<Placed> others =
                    ports.computeIfAbsent(port.containerPort() + "/" + port.protocol(), key -> new ArrayList<>());
            for (Placed other : others) {
                String conflict = conflict(port, other.port);
                if (conflict != null) {
                    found.add(at + ": " + conflict + " port definition with " + other.path);
                }
            }
            others.add(new Placed(port, at));
        }
    }

    /** What two entries for one port of a container are to each other; null when there may be both. */
    private static @Nullable String conflict(ContainerPort one, ContainerPort other) {
        if (hostIp(one).equals(hostIp(other)) && hostPort(one) == hostPort(other)) {
            return "duplicate";
        }
        if (hostPort(one) == 0 || hostPort(other) == 0) {
            return "overlapping";
        }
        boolean ambiguous = hostPort(one) == hostPort(other)
                && hostIp(one).isEmpty() != hostIp(other).isEmpty();
        return ambiguous ? "dangerously ambiguous" : null;
    }

    private static int hostPort(ContainerPort port) {
        return port.hostPort() == null ? 0 : port.hostPort();
    }

    private static String hostIp(ContainerPort port) {
        return port.hostIP() == null ? "" : port.hostIP();
    }

    /** In Go's notation of a struct, as Kubernetes says it. */
    private static String text(ContainerPort port) {
        return "{Name:" + (port.name() == null ? "" : port.name()) + " HostPort:" + hostPort(port) + " ContainerPort:"
                + port.containerPort() + " Protocol:" + port.protocol() + " HostIP:" + hostIp(port) + "}";
    }
}
