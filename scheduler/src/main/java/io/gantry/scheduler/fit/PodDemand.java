package io.gantry.scheduler.fit;

import io.gantry.api.core.v1.Container;
import io.gantry.api.core.v1.ContainerPort;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.types.Quantity;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What a pod takes of a node: computed once for each pod.
 *
 * @param requests what its containers ask for: the sum of the main containers and sidecars, or the largest init
 *     container beside the sidecars before it, whichever is more, and the overhead
 * @param scoredMilliCpu the same with something for containers that ask for nothing, so that scores spread these too
 * @param scoredMemory likewise, in bytes
 * @param hostPorts ports of the node
 */
public record PodDemand(Amounts requests, long scoredMilliCpu, long scoredMemory, Set<HostPort> hostPorts) {
    /** What a container without a request counts for in scores: Kubernetes' 100 millicores and 200 MiB. */
    private static final long DEFAULT_MILLI_CPU = 100;

    private static final long DEFAULT_MEMORY = 200L * 1024 * 1024;

    public PodDemand {
        hostPorts = Set.copyOf(hostPorts);
    }

    /** @param ip address of the node, {@code 0.0.0.0} for all */
    public record HostPort(String ip, String protocol, int port) {
        boolean conflicts(HostPort other) {
            return port == other.port
                    && protocol.equals(other.protocol)
                    && (ip.equals(other.ip) || ip.equals("0.0.0.0") || other.ip.equals("0.0.0.0"));
        }
    }

    /**
     * What it takes of the node that it is on: while its resources change, the greater of what its spec asks for, what the
     * node has promised and what is in force, and the last two alone when the node can never grant the spec's.
     */
    public static PodDemand of(Pod pod) {
        return of(pod, !pod.status().containerStatuses().isEmpty());
    }

    /** What its spec asks for, whatever it has now. */
    public static PodDemand wanted(Pod pod) {
        return of(pod, false);
    }

    private static PodDemand of(Pod pod, boolean withStatus) {
        Set<HostPort> ports = new HashSet<>();
        pod.spec().containers().forEach(container -> ports(container, ports));
        pod.spec().initContainers().stream()
                .filter(init -> "Always".equals(init.restartPolicy()))
                .forEach(init -> ports(init, ports));
        ContainerRequests requests = withStatus
                ? ContainerRequests.inForce(pod)
                : container -> container.resources().requests();
        Amounts scored = total(pod, withStatus, container -> scored(requests.of(container)));
        return new PodDemand(
                total(pod, withStatus, container -> Amounts.of(requests.of(container))),
                scored.milliCpu(),
                scored.memory(),
                ports);
    }

    private static Amounts total(Pod pod, boolean withStatus, Function<Container, Amounts> demand) {
        Amounts main = Amounts.NONE;
        for (Container container : pod.spec().containers()) {
            main = main.plus(demand.apply(container));
        }
        Amounts sidecars = Amounts.NONE;
        Amounts largestInit = Amounts.NONE;
        for (Container init : pod.spec().initContainers()) {
            if ("Always".equals(init.restartPolicy())) {
                sidecars = sidecars.plus(demand.apply(init));
                largestInit = largestInit.max(sidecars);
            } else {
                largestInit = largestInit.max(sidecars.plus(demand.apply(init)));
            }
        }
        Amounts total = main.plus(sidecars).max(largestInit);
        if (pod.spec().resources() != null) {
            total = withPodLevel(
                    total,
                    withStatus
                            ? ContainerRequests.ofWholeInForce(pod)
                            : pod.spec().resources().requests());
        }
        return total.plus(Amounts.of(pod.spec().overhead()));
    }

    private static Amounts scored(Map<String, Quantity> given) {
        Amounts requests = Amounts.of(given);
        return new Amounts(
                given.containsKey("cpu") ? requests.milliCpu() : DEFAULT_MILLI_CPU,
                given.containsKey("memory") ? requests.memory() : DEFAULT_MEMORY,
                0,
                Map.of());
    }

    /** Requests of the pod as a whole stand in for those of its containers, resource by resource. */
    private static Amounts withPodLevel(Amounts requests, Map<String, Quantity> own) {
        Amounts given = Amounts.of(own);
        return new Amounts(
                own.containsKey("cpu") ? given.milliCpu() : requests.milliCpu(),
                own.containsKey("memory") ? given.memory() : requests.memory(),
                requests.storage(),
                requests.others());
    }

    private static void ports(Container container, Set<HostPort> ports) {
        for (ContainerPort port : container.ports()) {
            if (port.hostPort() != null && port.hostPort() > 0) {
                ports.add(new HostPort(
                        port.hostIP() == null || port.hostIP().isEmpty() ? "0.0.0.0" : port.hostIP(),
                        port.protocol() == null ? "TCP" : port.protocol(),
                        port.hostPort()));
            }
        }
    }
}
