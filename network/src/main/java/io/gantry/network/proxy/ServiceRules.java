package io.gantry.network.proxy;

import io.gantry.client.ObjectKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * From Services and their endpoints to the elements of our table. Pure: no clock, no kernel, no order of events; the
 * model before only saves work and keeps indexes where they were.
 *
 * <p>Which endpoints take new connections: the ready ones; when there are none, those that are terminating and still
 * serve (Kubernetes' proxying of terminating endpoints). The choice is made among all, and once more among the local ones
 * for the traffic policy Local. Without any endpoint a connection is refused at once; where only the policy excludes the
 * endpoints that there are, it is dropped, so that a load balancer's health check sees it.
 */
public final class ServiceRules {
    private static final Comparator<ProxyService> OLDER = Comparator.comparing(ProxyService::created)
            .thenComparing(s -> s.key().toString());

    private final ProxyConfig config;
    private final List<Cidr> podRanges;

    public ServiceRules(ProxyConfig config) {
        this.config = config;
        this.podRanges = config.podCidrs().stream().map(Cidr::parse).toList();
    }

    /**
     * The model for a state of the world. {@code states} are by key; a state that is the same instance as in
     * {@code before} costs nothing.
     */
    public Model model(
            Map<ObjectKey, ServiceState> states, List<String> podCidrs, List<HostPort> hostPorts, Model before) {
        var claims = claims(states, before);
        var entries = new LinkedHashMap<ObjectKey, Model.Entry>();
        for (var entry : states.entrySet()) {
            var known = before.services().get(entry.getKey());
            if (known != null && known.state() == entry.getValue() && claims == before.claims()) {
                entries.put(entry.getKey(), known);
            } else {
                var part = part(entry.getValue(), claims, known == null ? null : known.part());
                entries.put(entry.getKey(), new Model.Entry(entry.getValue(), part));
            }
        }
        return Model.of(entries, claims, common(entries, podCidrs, hostPorts));
    }

    /** What leads to a Service from outside of it: an address and port, or a node port. The older Service has it. */
    private static Model.Claims claims(Map<ObjectKey, ServiceState> states, Model before) {
        var same = states.size() == before.services().size();
        if (same) {
            for (var entry : states.entrySet()) {
                var known = before.services().get(entry.getKey());
                if (known == null
                        || !known.state().service().equals(entry.getValue().service())) {
                    same = false;
                    break;
                }
            }
        }
        if (same) {
            return before.claims();
        }
        var owners = new HashMap<String, ProxyService>();
        for (var state : states.values()) {
            for (var claim : claims(state.service())) {
                owners.merge(claim, state.service(), (a, b) -> OLDER.compare(a, b) <= 0 ? a : b);
            }
        }
        return new Model.Claims(owners.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, e -> e.getValue().key())));
    }

    private static List<String> claims(ProxyService service) {
        var claims = new ArrayList<String>();
        for (var port : service.ports()) {
            service.clusterIps().forEach(ip -> claims.add(key(ip, port)));
            service.externalIps().forEach(ip -> claims.add(key(ip, port)));
            if (port.nodePort() != 0) {
                claims.add(nodeKey(port));
            }
        }
        return claims;
    }

    private Part part(ServiceState state, Model.Claims claims, @Nullable Part before) {
        var service = state.service();
        Predicate<String> ours = claim -> service.key().equals(claims.owners().get(claim));
        var out = new Part.Builder();
        for (var family : config.families()) {
            for (var port : service.ports()) {
                var all = state.backends(port.name()).stream()
                        .filter(b -> Family.of(b.address()) == family)
                        .toList();
                new PortPart(out, family, service, port, ours).add(all, before);
            }
        }
        return out.build();
    }

    /** One port of a Service in one family. */
    private record PortPart(
            Part.Builder out, Family family, ProxyService service, ProxyService.Port port, Predicate<String> ours) {

        void add(List<Backend> backends, @Nullable Part before) {
            var every = keepSlots("all", choose(backends, b -> true), before);
            var local = service.internalLocal() || service.externalLocal()
                    ? keepSlots("local", choose(backends, Backend::local), before)
                    : List.<Backend>of();
            out.use(every);
            out.use(local);
            for (var ip : service.clusterIps()) {
                var key = key(ip, port);
                if (Family.of(ip) == family && ours.test(key)) {
                    if (!service.internalLocal()) {
                        lead(key, false, every, List.of(), false);
                    } else if (local.isEmpty() && !every.isEmpty()) {
                        out.element("services" + family.digit(), key, "goto " + Chains.DROP);
                    } else {
                        lead(key, false, local, List.of(), false);
                    }
                    if (port.protocol() == Protocol.UDP) {
                        out.udp(new Part.UdpEntry(ip, port.port()), service.internalLocal() ? local : every);
                    }
                }
            }
            for (var ip : service.externalIps()) {
                var key = key(ip, port);
                if (Family.of(ip) == family && ours.test(key)) {
                    lead(key, false, every, local, service.externalLocal());
                    if (port.protocol() == Protocol.UDP) {
                        out.udp(new Part.UdpEntry(ip, port.port()), every);
                    }
                }
            }
            if (port.nodePort() != 0 && ours.test(nodeKey(port))) {
                lead(nodeKey(port), true, every, local, service.externalLocal());
                if (port.protocol() == Protocol.UDP) {
                    out.udp(new Part.UdpEntry("", port.nodePort()), every);
                }
            }
        }

        private void lead(String key, boolean node, List<Backend> every, List<Backend> local, boolean localOnly) {
            var dispatch = (node ? "nodeports" : "services") + family.digit();
            if (every.isEmpty()) {
                out.element((node ? "refusednodeports" : "refused") + family.digit(), key, "");
                return;
            }
            var affinity = service.affinitySeconds();
            var chain = out.chain(Chains.balance(family, node, every.size(), affinity));
            if (localOnly) {
                chain = out.chain(Chains.balanceLocal(family, node, every.size(), local.size(), affinity));
                endpoints(key, node, local, Chains.LOCAL_OFFSET);
            }
            endpoints(key, node, every, 0);
            out.element(dispatch, key, "goto " + chain);
            if (Chains.remembers(family, affinity)) {
                var remember = out.chain(Chains.remember(family, affinity));
                out.element(
                        (node ? "affinitynodeports" : "affinityservices") + family.digit(), key, "jump " + remember);
                out.targets(key, every);
                out.targets(key, local);
            }
        }

        private void endpoints(String key, boolean node, List<Backend> backends, int offset) {
            var map = (node ? "nodeendpoints" : "endpoints") + family.digit();
            for (int i = 0; i < backends.size(); i++) {
                out.element(
                        map,
                        key + " . " + Chains.index(offset + i),
                        backends.get(i).target());
            }
        }

        private List<Backend> keepSlots(String which, List<Backend> chosen, @Nullable Part before) {
            var name = family + " " + port.protocol() + " " + port.port() + " " + which;
            var arranged =
                    Part.arrange(before == null ? List.of() : before.slots().getOrDefault(name, List.of()), chosen);
            out.slots(name, arranged);
            return arranged;
        }
    }

    /** The endpoints that take new connections. */
    static List<Backend> choose(List<Backend> backends, Predicate<Backend> among) {
        var candidates = backends.stream().filter(among).toList();
        var ready =
                candidates.stream().filter(b -> b.ready() && !b.terminating()).toList();
        var chosen = ready.isEmpty()
                ? candidates.stream()
                        .filter(b -> b.serving() && b.terminating())
                        .toList()
                : ready;
        // Two slices may hold an endpoint while it moves between them.
        var unique = new LinkedHashMap<String, Backend>();
        chosen.forEach(b -> unique.putIfAbsent(b.target(), b));
        return List.copyOf(unique.values());
    }

    /** What belongs to no single Service. */
    private Part common(Map<ObjectKey, Model.Entry> services, List<String> podCidrs, List<HostPort> hostPorts) {
        var out = new Part.Builder();
        var cidrs = new ArrayList<>(config.clusterCidrs());
        cidrs.addAll(config.podCidrs());
        cidrs.addAll(podCidrs);
        for (var cidr : Cidr.cover(cidrs)) {
            if (config.families().contains(Family.of(cidr))) {
                out.element("pods" + Family.of(cidr).digit(), cidr, "");
            }
        }
        var hairpins = new LinkedHashSet<String>();
        for (var entry : services.values()) {
            hairpins.addAll(entry.part().hairpins());
        }
        for (var hostPort : hostPorts) {
            var family = Family.of(hostPort.podIp());
            if (!config.families().contains(family)) {
                continue;
            }
            var key = hostPort.protocol().text() + " . " + hostPort.hostPort();
            var target = hostPort.podIp() + " . " + hostPort.containerPort();
            if (hostPort.hostIp().isEmpty()) {
                out.element("hostports" + family.digit(), key, target);
            } else if (Family.of(hostPort.hostIp()) == family) {
                out.element("hostipports" + family.digit(), hostPort.hostIp() + " . " + key, target);
            }
            hairpins.add(hostPort.podIp());
        }
        for (var address : hairpins) {
            if (podRanges.stream().anyMatch(range -> range.contains(address))) {
                out.element("hairpin" + Family.of(address).digit(), address + " . " + address, "");
            }
        }
        return out.build();
    }

    private static String key(String ip, ProxyService.Port port) {
        return ip + " . " + port.protocol().text() + " . " + port.port();
    }

    private static String nodeKey(ProxyService.Port port) {
        return port.protocol().text() + " . " + port.nodePort();
    }
}
