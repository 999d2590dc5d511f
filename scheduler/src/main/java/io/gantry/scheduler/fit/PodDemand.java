package io.gantry.scheduler.fit;

import io.gantry.api.core.v1.Container;
import io.gantry.api.core.v1.ContainerPort;
import io.gantry.api.core.v1.Pod;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What a pod takes of a node: computed once for each pod.
 *
 * @param requests what its containers ask for: the sum of the main containers and sidecars, or the largest init
 *     container beside the sidecars before it, whichever is more, and the overhead
 * @param hostPorts ports of the node
 */
public record PodDemand(Amounts requests, Set<HostPort> hostPorts) {
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

    public static PodDemand of(Pod pod) {
        Amounts main = Amounts.NONE;
        Set<HostPort> ports = new HashSet<>();
        for (Container container : pod.spec().containers()) {
            main = main.plus(requests(container));
            ports(container, ports);
        }
        Amounts sidecars = Amounts.NONE;
        Amounts largestInit = Amounts.NONE;
        for (Container init : pod.spec().initContainers()) {
            if ("Always".equals(init.restartPolicy())) {
                sidecars = sidecars.plus(requests(init));
                ports(init, ports);
                largestInit = largestInit.max(sidecars);
            } else {
                largestInit = largestInit.max(sidecars.plus(requests(init)));
            }
        }
        Amounts requests = main.plus(sidecars).max(largestInit);
        if (pod.spec().resources() != null) {
            requests = withPodLevel(requests, pod);
        }
        return new PodDemand(requests.plus(Amounts.of(pod.spec().overhead())), ports);
    }

    /** Requests of the pod as a whole stand in for those of its containers, resource by resource. */
    private static Amounts withPodLevel(Amounts requests, Pod pod) {
        Map<String, io.gantry.api.types.Quantity> own = pod.spec().resources() == null
                ? Map.of()
                : pod.spec().resources().requests();
        Amounts given = Amounts.of(own);
        return new Amounts(
                own.containsKey("cpu") ? given.milliCpu() : requests.milliCpu(),
                own.containsKey("memory") ? given.memory() : requests.memory(),
                requests.storage(),
                requests.others());
    }

    private static Amounts requests(Container container) {
        return Amounts.of(container.resources().requests());
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
