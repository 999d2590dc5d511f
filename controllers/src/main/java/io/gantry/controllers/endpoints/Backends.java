package io.gantry.controllers.endpoints;

import io.gantry.api.core.v1.Container;
import io.gantry.api.core.v1.ContainerPort;
import io.gantry.api.core.v1.ObjectReference;
import io.gantry.api.core.v1.ObjectReferenceBuilder;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodIP;
import io.gantry.api.core.v1.Service;
import io.gantry.api.core.v1.ServicePort;
import io.gantry.api.types.IntOrString;
import io.gantry.controllers.runtime.PodState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a Service and a pod are to each other. Pure. */
final class Backends {
    static final String HEADLESS_LABEL = "service.kubernetes.io/headless";

    private Backends() {}

    /** Whether the pods behind a Service are to be found by us. */
    static boolean selecting(Service service) {
        return !service.spec().selector().isEmpty()
                && !"ExternalName".equals(service.spec().type());
    }

    static boolean headless(Service service) {
        return "None".equals(service.spec().clusterIP());
    }

    /** The pod's addresses. */
    static List<String> addresses(Pod pod) {
        List<PodIP> ips = pod.status().podIPs();
        String ip = pod.status().podIP();
        if (!ips.isEmpty()) {
            return ips.stream().map(PodIP::ip).filter(Objects::nonNull).toList();
        }
        return ip == null || ip.isEmpty() ? List.of() : List.of(ip);
    }

    /** A pod that has an address and has not ended. */
    static boolean reachable(Pod pod) {
        return !PodState.terminal(pod) && !addresses(pod).isEmpty();
    }

    /**
     * The number of the port that a Service's port leads to.
     *
     * @return {@code null} when the pod has no port of that name
     */
    static @Nullable Integer targetPort(Pod pod, ServicePort port) {
        IntOrString target = port.targetPort();
        if (target == null || (target.isInt() && target.intValue() == 0)) {
            return port.port();
        }
        String name = target.text();
        if (name == null) {
            return target.intValue();
        }
        if (name.isEmpty()) {
            return port.port();
        }
        Stream<Container> sidecars =
                pod.spec().initContainers().stream().filter(container -> "Always".equals(container.restartPolicy()));
        return Stream.concat(pod.spec().containers().stream(), sidecars)
                .flatMap(container -> container.ports().stream())
                .filter(candidate -> name.equals(candidate.name())
                        && protocol(candidate.protocol()).equals(protocol(port.protocol())))
                .map(ContainerPort::containerPort)
                .findFirst()
                .orElse(null);
    }

    static String protocol(@Nullable String protocol) {
        return protocol == null || protocol.isEmpty() ? "TCP" : protocol;
    }

    /** The name under the Service's that the pod is to have in DNS; {@code null} when it is to have none. */
    static @Nullable String hostname(Pod pod, Service service) {
        String hostname = pod.spec().hostname();
        return hostname != null
                        && !hostname.isEmpty()
                        && service.name().equals(pod.spec().subdomain())
                        && service.namespace().equals(pod.namespace())
                ? hostname
                : null;
    }

    static ObjectReference reference(Pod pod) {
        return ObjectReferenceBuilder.of()
                .kind("Pod")
                .namespace(pod.namespace())
                .name(pod.name())
                .uid(pod.uid())
                .build();
    }

    static boolean publishesUnready(Service service) {
        return Boolean.TRUE.equals(service.spec().publishNotReadyAddresses());
    }

    /** The labels that what we make takes over from the Service. */
    static Map<String, String> labels(Service service) {
        Map<String, String> labels = new TreeMap<>(service.metadata().labels());
        labels.remove(HEADLESS_LABEL);
        if (headless(service)) {
            labels.put(HEADLESS_LABEL, "");
        }
        return labels;
    }

    /** What of a pod matters to the Services in front of it: a change of anything else need not be looked at. */
    record Relevant(
            Map<String, String> labels,
            List<String> addresses,
            boolean ready,
            boolean terminating,
            boolean terminal,
            String node,
            @Nullable String hostname,
            @Nullable String subdomain) {
        static Relevant of(Pod pod) {
            return new Relevant(
                    pod.metadata().labels(),
                    new ArrayList<>(Backends.addresses(pod)),
                    PodState.ready(pod),
                    PodState.terminating(pod),
                    PodState.terminal(pod),
                    PodState.node(pod),
                    pod.spec().hostname(),
                    pod.spec().subdomain());
        }
    }
}
