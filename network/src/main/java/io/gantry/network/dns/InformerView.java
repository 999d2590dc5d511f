package io.gantry.network.dns;

import io.gantry.api.core.v1.Namespace;
import io.gantry.api.core.v1.NamespaceType;
import io.gantry.api.core.v1.ServiceType;
import io.gantry.api.discovery.v1.EndpointSlice;
import io.gantry.api.discovery.v1.EndpointSliceType;
import io.gantry.client.Informer;
import io.gantry.client.Informers;
import io.gantry.client.ObjectKey;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The view over shared informers: nothing is copied, an answer is as new as the cluster that this node knows. */
public final class InformerView implements DnsView {
    private static final String SERVICE_NAME = "kubernetes.io/service-name";
    private static final String BY_SERVICE = "dns.service";
    private static final String BY_ADDRESS = "dns.address";

    private final Informer<Namespace> namespaces;
    private final Informer<io.gantry.api.core.v1.Service> services;
    private final Informer<EndpointSlice> slices;

    public InformerView(Informers informers) {
        namespaces = informers.of(NamespaceType.KIND);
        services = informers.of(ServiceType.KIND);
        slices = informers.of(EndpointSliceType.KIND);
        services.addIndex(BY_ADDRESS, InformerView::clusterIps);
        slices.addIndex(BY_SERVICE, InformerView::serviceOf);
        slices.addIndex(
                BY_ADDRESS,
                slice -> slice.endpoints().stream()
                        .flatMap(e -> e.addresses().stream())
                        .toList());
    }

    @Override
    public boolean ready() {
        return namespaces.synced() && services.synced() && slices.synced();
    }

    @Override
    public boolean hasNamespace(String namespace) {
        return namespaces.reader().get("", namespace) != null;
    }

    @Override
    public @Nullable Service service(String namespace, String name) {
        var service = services.reader().get(namespace, name);
        if (service == null) {
            return null;
        }
        var external = "ExternalName".equals(service.spec().type())
                ? Objects.requireNonNullElse(service.spec().externalName(), "")
                : "";
        return new Service(
                external.isEmpty() ? clusterIps(service) : List.of(),
                external,
                service.spec().ports().stream()
                        .map(p -> new Port(Objects.requireNonNullElse(p.name(), ""), protocol(p.protocol()), p.port()))
                        .toList());
    }

    @Override
    public List<Endpoint> endpoints(String namespace, String name) {
        var result = new ArrayList<Endpoint>();
        for (var slice : slices.byIndex(BY_SERVICE, new ObjectKey(namespace, name).toString())) {
            if (slice.addressType().equals("FQDN")) {
                continue;
            }
            var ports = slice.ports().stream()
                    .filter(p -> p.port() != null)
                    .map(p -> new Port(
                            Objects.requireNonNullElse(p.name(), ""),
                            protocol(p.protocol()),
                            Objects.requireNonNull(p.port())))
                    .toList();
            for (var endpoint : slice.endpoints()) {
                if (!Boolean.FALSE.equals(endpoint.conditions().ready())) {
                    for (var address : endpoint.addresses()) {
                        result.add(new Endpoint(address, hostname(endpoint.hostname(), address), ports));
                    }
                }
            }
        }
        return result;
    }

    @Override
    public List<String> namesOf(String address) {
        var names = new LinkedHashSet<String>();
        for (var service : services.byIndex(BY_ADDRESS, address)) {
            names.add(service.metadata().name() + "." + service.metadata().namespace() + ".svc");
        }
        if (!names.isEmpty()) {
            return List.copyOf(names);
        }
        for (var slice : slices.byIndex(BY_ADDRESS, address)) {
            var of = slice.metadata().labels().get(SERVICE_NAME);
            if (of == null) {
                continue;
            }
            for (var endpoint : slice.endpoints()) {
                if (endpoint.addresses().contains(address)
                        && !Boolean.FALSE.equals(endpoint.conditions().ready())) {
                    names.add(hostname(endpoint.hostname(), address) + "." + of + "."
                            + slice.metadata().namespace() + ".svc");
                }
            }
        }
        return List.copyOf(names);
    }

    private static List<String> clusterIps(io.gantry.api.core.v1.Service service) {
        var spec = service.spec();
        var all =
                spec.clusterIPs().isEmpty() && spec.clusterIP() != null ? List.of(spec.clusterIP()) : spec.clusterIPs();
        return all.stream().filter(ip -> !ip.isEmpty() && !ip.equals("None")).toList();
    }

    private static List<String> serviceOf(EndpointSlice slice) {
        var name = slice.metadata().labels().get(SERVICE_NAME);
        var namespace = slice.metadata().namespace();
        return name == null || namespace == null ? List.of() : List.of(new ObjectKey(namespace, name).toString());
    }

    private static String hostname(@Nullable String hostname, String address) {
        return hostname == null || hostname.isEmpty() ? Endpoint.dashed(address) : hostname;
    }

    private static String protocol(@Nullable String protocol) {
        return protocol == null ? "tcp" : protocol.toLowerCase(Locale.ROOT);
    }
}
