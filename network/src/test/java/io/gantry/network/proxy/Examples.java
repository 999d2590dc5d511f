package io.gantry.network.proxy;

import io.gantry.client.ObjectKey;
import io.gantry.network.Lab;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Inputs for the proxy's tests. */
final class Examples {
    static final ProxyConfig CONFIG = new ProxyConfig(
            "gantry-test0001",
            "node-a",
            Lab.BRIDGE,
            Lab.BRIDGE_MAC,
            "gt",
            Lab.BRIDGE,
            Set.of(Family.IPV4),
            List.of("10.244.0.0/24"),
            List.of("10.244.0.0/16"),
            List.of("10.96.0.0/16"),
            null);

    private Examples() {}

    static ProxyService service(String name, String ip) {
        return new ProxyService(
                new ObjectKey("default", name),
                List.of(ip),
                List.of(),
                List.of(new ProxyService.Port("", Protocol.TCP, 80, 0)),
                0,
                false,
                false,
                Instant.EPOCH);
    }

    static ProxyService nodePort(ProxyService s, int nodePort) {
        return new ProxyService(
                s.key(),
                s.clusterIps(),
                s.externalIps(),
                s.ports().stream()
                        .map(p -> new ProxyService.Port(p.name(), p.protocol(), p.port(), nodePort))
                        .toList(),
                s.affinitySeconds(),
                s.internalLocal(),
                s.externalLocal(),
                s.created());
    }

    static ProxyService protocol(ProxyService s, Protocol protocol) {
        return new ProxyService(
                s.key(),
                s.clusterIps(),
                s.externalIps(),
                s.ports().stream()
                        .map(p -> new ProxyService.Port(p.name(), protocol, p.port(), p.nodePort()))
                        .toList(),
                s.affinitySeconds(),
                s.internalLocal(),
                s.externalLocal(),
                s.created());
    }

    static ProxyService affinity(ProxyService s, int seconds) {
        return new ProxyService(
                s.key(),
                s.clusterIps(),
                s.externalIps(),
                s.ports(),
                seconds,
                s.internalLocal(),
                s.externalLocal(),
                s.created());
    }

    static ProxyService policies(ProxyService s, boolean internalLocal, boolean externalLocal) {
        return new ProxyService(
                s.key(),
                s.clusterIps(),
                s.externalIps(),
                s.ports(),
                s.affinitySeconds(),
                internalLocal,
                externalLocal,
                s.created());
    }

    static ProxyService external(ProxyService s, String... ips) {
        return new ProxyService(
                s.key(),
                s.clusterIps(),
                List.of(ips),
                s.ports(),
                s.affinitySeconds(),
                s.internalLocal(),
                s.externalLocal(),
                s.created());
    }

    static ProxyService created(ProxyService s, Instant created) {
        return new ProxyService(
                s.key(),
                s.clusterIps(),
                s.externalIps(),
                s.ports(),
                s.affinitySeconds(),
                s.internalLocal(),
                s.externalLocal(),
                created);
    }

    static Backend ready(String address) {
        return new Backend(address, 8080, true, true, false, true);
    }

    static Backend remote(String address) {
        return new Backend(address, 8080, true, true, false, false);
    }

    static Backend terminating(String address) {
        return new Backend(address, 8080, false, true, true, true);
    }

    static Backend unready(String address) {
        return new Backend(address, 8080, false, false, false, true);
    }

    static ServiceState state(ProxyService service, Backend... backends) {
        return new ServiceState(service, Map.of("", List.of(backends)));
    }

    static Map<ObjectKey, ServiceState> states(ServiceState... states) {
        var map = new LinkedHashMap<ObjectKey, ServiceState>();
        Arrays.stream(states).forEach(s -> map.put(s.service().key(), s));
        return map;
    }

    static Model model(Model before, ServiceState... states) {
        return new ServiceRules(CONFIG).model(states(states), List.of(), List.of(), before);
    }
}
