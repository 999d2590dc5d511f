package io.gantry.network.proxy;

import io.gantry.api.core.v1.Container;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.Service;
import io.gantry.api.discovery.v1.EndpointPort;
import io.gantry.api.discovery.v1.EndpointSlice;
import io.gantry.client.ObjectKey;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** From API objects to what the proxy needs of them. */
final class ProxyInputs {
    /** On an EndpointSlice: the Service that it belongs to. */
    static final String SERVICE_NAME = "kubernetes.io/service-name";
    /** On a Service: another proxy looks after it. */
    private static final String OTHER_PROXY = "service.kubernetes.io/service-proxy-name";

    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    private static final int DEFAULT_AFFINITY_SECONDS = 10800;

    private ProxyInputs() {}

    /** The Service as the proxy sees it; null when it has no cluster IP, or belongs to another proxy. */
    static @Nullable ProxyService service(Service service) {
        var spec = service.spec();
        if ("ExternalName".equals(spec.type()) || service.metadata().labels().containsKey(OTHER_PROXY)) {
            return null;
        }
        var addresses = clusterIps(service);
        if (addresses.isEmpty()) {
            return null;
        }
        var external = new ArrayList<>(valid(spec.externalIPs()));
        for (var ingress : service.status().loadBalancer().ingress()) {
            var ip = ingress.ip();
            if (ip != null && !"Proxy".equals(ingress.ipMode())) {
                external.addAll(valid(List.of(ip)));
            }
        }
        var created = service.metadata().creationTimestamp();
        return new ProxyService(
                ObjectKey.of(service),
                addresses,
                external.stream().distinct().toList(),
                spec.ports().stream()
                        .map(p -> new ProxyService.Port(
                                Objects.requireNonNullElse(p.name(), ""),
                                Protocol.of(p.protocol()),
                                p.port(),
                                p.nodePort() == null ? 0 : p.nodePort()))
                        .toList(),
                affinitySeconds(service),
                "Local".equals(spec.internalTrafficPolicy()),
                "Local".equals(spec.externalTrafficPolicy()),
                created == null ? Instant.MAX : created);
    }

    /** The cluster IPs of a Service; none when it is headless or has not got one. */
    static List<String> clusterIps(Service service) {
        var spec = service.spec();
        var all =
                spec.clusterIPs().isEmpty() && spec.clusterIP() != null ? List.of(spec.clusterIP()) : spec.clusterIPs();
        return valid(
                all.stream().filter(ip -> !ip.isEmpty() && !ip.equals("None")).toList());
    }

    private static int affinitySeconds(Service service) {
        if (!"ClientIP".equals(service.spec().sessionAffinity())) {
            return 0;
        }
        var config = service.spec().sessionAffinityConfig();
        var clientIp = config == null ? null : config.clientIP();
        var seconds = clientIp == null ? null : clientIp.timeoutSeconds();
        return seconds == null || seconds <= 0 ? DEFAULT_AFFINITY_SECONDS : seconds;
    }

    /** The endpoints of a Service by the name of its port. */
    static Map<String, List<Backend>> backends(List<EndpointSlice> slices, String nodeName) {
        var byPort = new HashMap<String, List<Backend>>();
        for (var slice : slices) {
            if (slice.addressType().equals("FQDN")) {
                continue;
            }
            for (EndpointPort port : slice.ports()) {
                if (port.port() == null) {
                    continue;
                }
                var list = byPort.computeIfAbsent(Objects.requireNonNullElse(port.name(), ""), n -> new ArrayList<>());
                for (var endpoint : slice.endpoints()) {
                    var addresses = valid(endpoint.addresses());
                    if (addresses.isEmpty()) {
                        continue;
                    }
                    // The API: absent ready means ready, absent serving means as ready, absent terminating means no.
                    boolean ready = !Boolean.FALSE.equals(endpoint.conditions().ready());
                    var serving = endpoint.conditions().serving();
                    list.add(new Backend(
                            addresses.getFirst(),
                            port.port(),
                            ready,
                            serving == null ? ready : serving,
                            Boolean.TRUE.equals(endpoint.conditions().terminating()),
                            nodeName.equals(endpoint.nodeName())));
                }
            }
        }
        return byPort;
    }

    /** The hostPorts of a pod that has its addresses and still runs. */
    static List<HostPort> hostPorts(Pod pod) {
        var status = pod.status();
        if (Boolean.TRUE.equals(pod.spec().hostNetwork())
                || "Succeeded".equals(status.phase())
                || "Failed".equals(status.phase())) {
            return List.of();
        }
        var addresses = status.podIPs().isEmpty() && status.podIP() != null
                ? List.of(status.podIP())
                : status.podIPs().stream().map(p -> p.ip()).toList();
        var result = new ArrayList<HostPort>();
        // Init containers with restartPolicy Always run beside the others and may have host ports too.
        var containers = Stream.concat(
                        pod.spec().containers().stream(),
                        pod.spec().initContainers().stream().filter(c -> "Always".equals(c.restartPolicy())))
                .toList();
        for (Container container : containers) {
            for (var port : container.ports()) {
                if (port.hostPort() == null || port.hostPort() == 0) {
                    continue;
                }
                var hostIp = port.hostIP() == null || isWildcard(port.hostIP()) ? "" : port.hostIP();
                if (!hostIp.isEmpty() && valid(List.of(hostIp)).isEmpty()) {
                    continue;
                }
                for (var address : valid(addresses)) {
                    result.add(new HostPort(
                            hostIp, Protocol.of(port.protocol()), port.hostPort(), address, port.containerPort()));
                }
            }
        }
        return result;
    }

    /**
     * Only what really is an address. The API server has validated it long before; but this text becomes part of a command
     * that root runs, so nothing is taken on trust.
     */
    private static List<String> valid(List<String> addresses) {
        return addresses.stream().filter(ProxyInputs::isAddress).toList();
    }

    static boolean isAddress(String text) {
        if (!ADDRESS.matcher(text).matches()) {
            return false;
        }
        try {
            return InetAddress.ofLiteral(text) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isWildcard(String address) {
        return address.isEmpty() || address.equals("0.0.0.0") || address.equals("::");
    }
}
