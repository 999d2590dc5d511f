package io.gantry.network.proxy;

import io.gantry.client.ObjectKey;
import java.time.Instant;
import java.util.List;

/**
 * What the proxy needs of a Service that has cluster IPs.
 *
 * @param externalIps addresses from outside that lead here: spec.externalIPs and the load balancer's
 * @param affinitySeconds how long a client IP keeps its endpoint; 0 for no affinity
 * @param internalLocal internalTrafficPolicy is Local
 * @param externalLocal externalTrafficPolicy is Local
 * @param created decides who keeps an address and port that two Services claim: the older one
 */
public record ProxyService(
        ObjectKey key,
        List<String> clusterIps,
        List<String> externalIps,
        List<Port> ports,
        int affinitySeconds,
        boolean internalLocal,
        boolean externalLocal,
        Instant created) {
    public ProxyService {
        clusterIps = List.copyOf(clusterIps);
        externalIps = List.copyOf(externalIps);
        ports = List.copyOf(ports);
        if (affinitySeconds < 0) {
            throw new IllegalArgumentException("affinitySeconds must not be negative, is " + affinitySeconds);
        }
    }

    /**
     * A port of a Service.
     *
     * @param name empty for the only, unnamed one
     * @param nodePort 0 for none
     */
    public record Port(String name, Protocol protocol, int port, int nodePort) {
        public Port {
            if (port < 1 || port > 65535 || nodePort < 0 || nodePort > 65535) {
                throw new IllegalArgumentException("ports must be from 1 to 65535: " + port + ", " + nodePort);
            }
        }
    }
}
