package io.gantry.controllers.endpoints;

import io.gantry.api.core.v1.EndpointAddress;
import io.gantry.api.core.v1.EndpointSubset;
import io.gantry.api.core.v1.Endpoints;
import io.gantry.api.core.v1.EndpointsType;
import io.gantry.api.core.v1.Service;
import io.gantry.api.core.v1.ServiceType;
import io.gantry.api.discovery.v1.Endpoint;
import io.gantry.api.discovery.v1.EndpointBuilder;
import io.gantry.api.discovery.v1.EndpointConditions;
import io.gantry.api.discovery.v1.EndpointPort;
import io.gantry.api.discovery.v1.EndpointSlice;
import io.gantry.client.Informer;
import io.gantry.client.ObjectKey;
import io.gantry.controllers.endpoints.SlicePlan.Group;
import io.gantry.controllers.runtime.Context;
import io.gantry.controllers.runtime.Controller;
import io.gantry.controllers.runtime.Loop;
import io.gantry.controllers.runtime.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Copies the Endpoints that a user keeps for a Service without selector into EndpointSlices. */
public final class MirroringLoop {
    static final String MANAGER = "endpointslicemirroring-controller.k8s.io";
    private static final String NAME = "endpoint-slice-mirroring-controller";
    private static final String SKIP = "endpointslice.kubernetes.io/skip-mirror";
    private static final String LEADER = "control-plane.alpha.kubernetes.io/leader";
    /** Addresses of one subset beyond this are not copied; kube-controller-manager's default. */
    private static final int MAX_PER_SUBSET = 1000;

    private final Informer<Service> services;
    private final Informer<Endpoints> endpoints;
    private final SliceWriter writer;
    private final Controller controller;

    private MirroringLoop(Context context) {
        services = context.informer(ServiceType.KIND);
        endpoints = context.informer(EndpointsType.KIND);
        controller = context.controller(NAME, 2, this::reconcile);
        writer = new SliceWriter(context, MANAGER, NAME, controller);
        services.addHandler(controller::enqueueChanged);
        endpoints.addHandler(controller::enqueueChanged);
    }

    public static Loop create(Context context) {
        return new MirroringLoop(context).controller;
    }

    private Outcome reconcile(ObjectKey key) {
        Service service = services.reader().get(key.namespace(), key.name());
        Endpoints source = endpoints.reader().get(key.namespace(), key.name());
        if (service == null || source == null || !mirrored(service, source)) {
            for (EndpointSlice slice : writer.existing(key)) {
                writer.delete(key, slice);
            }
            return Outcome.DONE;
        }
        Map<String, String> labels = new TreeMap<>(source.metadata().labels());
        labels.put(SliceWriter.SERVICE_NAME, service.name());
        labels.put(SliceWriter.MANAGED_BY, MANAGER);
        return writer.write(source, labels, wanted(source));
    }

    private static boolean mirrored(Service service, Endpoints source) {
        return service.spec().selector().isEmpty()
                && !"true".equals(source.metadata().labels().get(SKIP))
                && !source.metadata().annotations().containsKey(LEADER)
                && source.metadata().deletionTimestamp() == null;
    }

    private static Map<Group, List<Endpoint>> wanted(Endpoints source) {
        Map<Group, List<Endpoint>> wanted = new LinkedHashMap<>();
        for (EndpointSubset subset : source.subsets()) {
            List<EndpointPort> ports = subset.ports().stream()
                    .map(port -> new EndpointPort(
                            port.name() == null ? "" : port.name(),
                            Backends.protocol(port.protocol()),
                            port.port(),
                            port.appProtocol()))
                    .toList();
            int room = MAX_PER_SUBSET;
            room = add(wanted, ports, subset.addresses(), true, room);
            add(wanted, ports, subset.notReadyAddresses(), false, room);
        }
        if (wanted.isEmpty()) {
            wanted.put(new Group("IPv4", List.of()), List.of());
        }
        return wanted;
    }

    private static int add(
            Map<Group, List<Endpoint>> wanted,
            List<EndpointPort> ports,
            List<EndpointAddress> addresses,
            boolean ready,
            int room) {
        int left = room;
        for (EndpointAddress address : addresses) {
            if (left-- <= 0) {
                return 0;
            }
            String family = address.ip().contains(":") ? "IPv6" : "IPv4";
            wanted.computeIfAbsent(new Group(family, ports), _ -> new ArrayList<>())
                    .add(EndpointBuilder.of()
                            .addresses(List.of(address.ip()))
                            .conditions(new EndpointConditions(ready, null, null))
                            .hostname(emptyToNull(address.hostname()))
                            .nodeName(address.nodeName())
                            .targetRef(address.targetRef())
                            .build());
        }
        return left;
    }

    private static @Nullable String emptyToNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
