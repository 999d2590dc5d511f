package io.gantry.network.dns;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A cluster for tests. */
final class FixedView implements DnsView {
    boolean ready = true;
    final Set<String> namespaces = new HashSet<>(Set.of("default", "kube-system"));
    final Map<String, Service> services = new HashMap<>();
    final Map<String, List<Endpoint>> endpoints = new HashMap<>();

    @Override
    public boolean ready() {
        return ready;
    }

    @Override
    public boolean hasNamespace(String namespace) {
        return namespaces.contains(namespace);
    }

    @Override
    public @Nullable Service service(String namespace, String name) {
        return services.get(namespace + "/" + name);
    }

    @Override
    public List<Endpoint> endpoints(String namespace, String name) {
        return endpoints.getOrDefault(namespace + "/" + name, List.of());
    }

    @Override
    public List<String> namesOf(String address) {
        var names = new ArrayList<String>();
        services.forEach((key, service) -> {
            var parts = key.split("/");
            if (service.clusterIps().contains(address)) {
                names.add(parts[1] + "." + parts[0] + ".svc");
            }
            endpoints.getOrDefault(key, List.of()).forEach(e -> {
                if (e.address().equals(address)) {
                    names.add(e.hostname() + "." + parts[1] + "." + parts[0] + ".svc");
                }
            });
        });
        return names;
    }

    static FixedView example() {
        var view = new FixedView();
        var http = new Port("http", "tcp", 80);
        view.services.put("default/web", new Service(List.of("10.96.0.20"), "", List.of(http)));
        view.endpoints.put(
                "default/web",
                List.of(new Endpoint("10.244.0.9", "10-244-0-9", List.of(new Port("http", "tcp", 8080)))));
        view.services.put(
                "default/dual",
                new Service(List.of("10.96.0.21", "fd00:96::21"), "", List.of(new Port("", "udp", 53))));
        view.services.put("default/db", new Service(List.of(), "", List.of(new Port("sql", "tcp", 5432))));
        var sql = List.of(new Port("sql", "tcp", 5432));
        view.endpoints.put(
                "default/db",
                List.of(
                        new Endpoint("10.244.0.5", "db-0", sql),
                        new Endpoint("10.244.1.6", "db-1", sql),
                        new Endpoint("10.244.1.7", "10-244-1-7", sql)));
        view.services.put("default/empty", new Service(List.of(), "", List.of()));
        view.services.put("default/away", new Service(List.of(), "www.example.org", List.of()));
        view.services.put("default/alias", new Service(List.of(), "web.default.svc.cluster.local", List.of()));
        view.services.put("default/circle", new Service(List.of(), "circle.default.svc.cluster.local", List.of()));
        view.services.put("default/literal", new Service(List.of(), "192.0.2.7", List.of()));
        return view;
    }
}
