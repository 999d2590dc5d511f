package io.gantry.server.table;

import io.gantry.api.core.v1.EndpointAddress;
import io.gantry.api.core.v1.EndpointSubset;
import io.gantry.api.core.v1.Endpoints;
import io.gantry.api.core.v1.Service;
import io.gantry.api.core.v1.ServicePort;
import io.gantry.api.discovery.v1.EndpointSlice;
import io.gantry.api.networking.v1.Ingress;
import io.gantry.api.networking.v1.IngressClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Services, their endpoints, and what leads to them. */
final class NetworkTables {
    private static final int SHOWN = 3;

    private NetworkTables() {}

    static void bind(Map<String, RowFunction<?>> functions) {
        functions.put("service", (RowFunction<Service>) (service, now) -> List.of(
                service.spec().clusterIPs().isEmpty()
                        ? Cells.NONE
                        : service.spec().clusterIPs().getFirst(),
                external(service),
                ports(service)));
        functions.put("endpoints", (RowFunction<Endpoints>) (endpoints, now) -> List.of(addresses(endpoints)));
        functions.put("endpointSlice", (RowFunction<EndpointSlice>) (slice, now) -> {
            List<String> ports = new ArrayList<>();
            slice.ports()
                    .forEach(port ->
                            ports.add(port.port() != null ? port.port().toString() : Cells.text(port.name(), "*")));
            List<String> addresses = new ArrayList<>();
            slice.endpoints().forEach(endpoint -> addresses.addAll(endpoint.addresses()));
            return List.of(some(ports, Cells.UNSET), some(addresses, Cells.UNSET));
        });
        functions.put("ingress", (RowFunction<Ingress>) (ingress, now) -> ingress(ingress));
        functions.put("ingressClass", (RowFunction<IngressClass>) (object, now) -> List.of(parameters(object)));
    }

    private static List<Object> ingress(Ingress ingress) {
        List<String> hosts = new ArrayList<>();
        ingress.spec().rules().forEach(rule -> {
            if (rule.host() != null && !rule.host().isEmpty()) {
                hosts.add(rule.host());
            }
        });
        TreeSet<String> addresses = new TreeSet<>();
        ingress.status()
                .loadBalancer()
                .ingress()
                .forEach(each -> addresses.add(Cells.text(each.ip(), Cells.text(each.hostname(), ""))));
        return List.of(
                some(hosts, "*"),
                String.join(",", addresses),
                ingress.spec().tls().isEmpty() ? "80" : "80, 443");
    }

    private static String parameters(IngressClass object) {
        var parameters = object.spec().parameters();
        if (parameters == null) {
            return Cells.NONE;
        }
        String group = Cells.text(parameters.apiGroup(), "");
        return parameters.kind() + (group.isEmpty() ? "" : "." + group) + "/" + parameters.name();
    }

    private static String external(Service service) {
        List<String> ips = service.spec().externalIPs();
        return switch (Cells.text(service.spec().type(), "ClusterIP")) {
            case "ClusterIP", "NodePort" -> Cells.join(ips);
            case "ExternalName" -> Cells.text(service.spec().externalName(), "");
            case "LoadBalancer" -> {
                TreeSet<String> ingress = new TreeSet<>();
                service.status()
                        .loadBalancer()
                        .ingress()
                        .forEach(each -> ingress.add(Cells.text(each.ip(), Cells.text(each.hostname(), ""))));
                List<String> all = new ArrayList<>(ingress);
                all.addAll(ips);
                yield all.isEmpty() ? "<pending>" : String.join(",", all);
            }
            default -> Cells.UNKNOWN;
        };
    }

    private static String ports(Service service) {
        List<String> ports = new ArrayList<>();
        for (ServicePort port : service.spec().ports()) {
            String protocol = Cells.text(port.protocol(), "TCP");
            ports.add(
                    port.nodePort() != null && port.nodePort() > 0
                            ? port.port() + ":" + port.nodePort() + "/" + protocol
                            : port.port() + "/" + protocol);
        }
        return Cells.join(ports);
    }

    private static String addresses(Endpoints endpoints) {
        List<String> pairs = new ArrayList<>();
        for (EndpointSubset subset : endpoints.subsets()) {
            if (subset.ports().isEmpty()) {
                subset.addresses().forEach(address -> pairs.add(address.ip()));
            }
            for (var port : subset.ports()) {
                for (EndpointAddress address : subset.addresses()) {
                    pairs.add(
                            address.ip().contains(":")
                                    ? "[" + address.ip() + "]:" + port.port()
                                    : address.ip() + ":" + port.port());
                }
            }
        }
        return some(pairs, endpoints.subsets().isEmpty() ? Cells.NONE : "");
    }

    /** The first few, and how many more there are. */
    private static String some(List<String> all, String otherwise) {
        if (all.isEmpty()) {
            return otherwise;
        }
        String shown = String.join(",", all.subList(0, Math.min(SHOWN, all.size())));
        return all.size() > SHOWN ? shown + " + " + (all.size() - SHOWN) + " more..." : shown;
    }
}
