package io.gantry.controllers.endpoints;

import io.gantry.api.core.v1.EndpointAddress;
import io.gantry.api.core.v1.EndpointPort;
import io.gantry.api.core.v1.EndpointSubset;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.Service;
import io.gantry.api.core.v1.ServicePort;
import io.gantry.controllers.runtime.PodState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The subsets of an Endpoints object: ports with the same addresses stand together, in a fixed order. Pure.
 *
 * <p>At most 1000 addresses; ready ones first, beyond that they are left out (EndpointSlices have them all).
 */
final class Subsets {
    static final int LIMIT = 1000;

    private record Addresses(TreeMap<String, EndpointAddress> ready, TreeMap<String, EndpointAddress> notReady) {
        Addresses() {
            this(new TreeMap<>(), new TreeMap<>());
        }
    }

    private Subsets() {}

    /** Whether there are more addresses than an Endpoints object holds. */
    static boolean overCapacity(List<Pod> pods) {
        return pods.stream().filter(Backends::reachable).count() > LIMIT;
    }

    static List<EndpointSubset> of(Service service, List<Pod> pods) {
        boolean unready = Backends.publishesUnready(service);
        boolean six =
                service.spec().ipFamilies().stream().findFirst().orElse("IPv4").equals("IPv6");
        List<Pod> chosen = pods.stream()
                .filter(Backends::reachable)
                .filter(pod -> unready || !PodState.terminating(pod))
                .sorted(Comparator.<Pod, Boolean>comparing(pod -> !PodState.ready(pod))
                        .thenComparing(Pod::name))
                .limit(LIMIT)
                .toList();
        Map<List<EndpointPort>, Addresses> byPort = new LinkedHashMap<>();
        for (Pod pod : chosen) {
            String ip = Backends.addresses(pod).stream()
                    .filter(address -> address.contains(":") == six)
                    .findFirst()
                    .orElse(null);
            if (ip == null) {
                continue;
            }
            String node = PodState.node(pod);
            var address = new EndpointAddress(
                    ip, Backends.reference(pod), Backends.hostname(pod, service), node.isEmpty() ? null : node);
            for (List<EndpointPort> port : ports(service, pod)) {
                Addresses addresses = byPort.computeIfAbsent(port, _ -> new Addresses());
                (unready || PodState.ready(pod) ? addresses.ready() : addresses.notReady()).put(ip, address);
            }
        }
        return packed(byPort);
    }

    /** One list for each port; a headless Service without ports has one empty list. */
    private static List<List<EndpointPort>> ports(Service service, Pod pod) {
        if (service.spec().ports().isEmpty()) {
            return Backends.headless(service) ? List.of(List.of()) : List.of();
        }
        List<List<EndpointPort>> ports = new ArrayList<>();
        for (ServicePort port : service.spec().ports()) {
            Integer number = Backends.targetPort(pod, port);
            if (number != null) {
                ports.add(List.of(
                        new EndpointPort(port.name(), number, Backends.protocol(port.protocol()), port.appProtocol())));
            }
        }
        return ports;
    }

    private static List<EndpointSubset> packed(Map<List<EndpointPort>, Addresses> byPort) {
        Map<Addresses, List<EndpointPort>> byAddresses = new LinkedHashMap<>();
        byPort.forEach((ports, addresses) ->
                byAddresses.computeIfAbsent(addresses, _ -> new ArrayList<>()).addAll(ports));
        List<EndpointSubset> subsets = new ArrayList<>();
        byAddresses.forEach((addresses, ports) -> subsets.add(new EndpointSubset(
                List.copyOf(addresses.ready().values()),
                List.copyOf(addresses.notReady().values()),
                ports.stream()
                        .sorted(Comparator.comparing((EndpointPort port) -> String.valueOf(port.name()))
                                .thenComparingInt(EndpointPort::port))
                        .toList())));
        subsets.sort(Comparator.comparing(subset -> subset.ports().toString()));
        return subsets;
    }
}
