package io.gantry.server.remote;

import io.gantry.api.core.v1.Service;
import io.gantry.api.core.v1.ServicePort;
import io.gantry.api.discovery.v1.Endpoint;
import io.gantry.api.discovery.v1.EndpointPort;
import io.gantry.api.discovery.v1.EndpointSlice;
import io.gantry.api.discovery.v1.EndpointSliceType;
import io.gantry.server.registry.Registries;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where the server behind a Service is. Pure. */
public final class Addresses {
    private Addresses() {}

    /** Those of the namespace's slices that are of this service. */
    public static List<EndpointSlice> slices(Registries registries, String namespace, String service) {
        return registries.registry(EndpointSliceType.KIND).all(namespace).stream()
                .filter(slice -> service.equals(slice.metadata().labels().get("kubernetes.io/service-name")))
                .toList();
    }

    /**
     * The addresses that are ready for a port of a Service, in the order of its slices; none when it has no such port.
     *
     * @param slices those of the service
     */
    public static List<Address> ready(Service service, List<EndpointSlice> slices, int port) {
        String external = service.spec().externalName();
        if ("ExternalName".equals(service.spec().type()) && external != null) {
            return List.of(new Address(external, port));
        }
        List<Address> ready = new ArrayList<>();
        for (ServicePort each : service.spec().ports()) {
            if (each.port() == port) {
                for (EndpointSlice slice : slices) {
                    Integer target = target(slice, Objects.requireNonNullElse(each.name(), ""));
                    if (target != null) {
                        addReady(slice, target, ready);
                    }
                }
                return ready;
            }
        }
        return ready;
    }

    private static void addReady(EndpointSlice slice, int port, List<Address> ready) {
        for (Endpoint endpoint : slice.endpoints()) {
            if (!Boolean.FALSE.equals(endpoint.conditions().ready())
                    && !endpoint.addresses().isEmpty()) {
                ready.add(new Address(endpoint.addresses().getFirst(), port));
            }
        }
    }

    private static @Nullable Integer target(EndpointSlice slice, String name) {
        for (EndpointPort port : slice.ports()) {
            if (name.equals(Objects.requireNonNullElse(port.name(), ""))) {
                return port.port();
            }
        }
        return null;
    }
}
