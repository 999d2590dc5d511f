package io.gantry.controllers.endpoints;

import io.gantry.api.core.v1.Node;
import io.gantry.api.core.v1.NodeType;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.Service;
import io.gantry.api.core.v1.ServicePort;
import io.gantry.api.discovery.v1.Endpoint;
import io.gantry.api.discovery.v1.EndpointBuilder;
import io.gantry.api.discovery.v1.EndpointConditions;
import io.gantry.api.discovery.v1.EndpointHints;
import io.gantry.api.discovery.v1.EndpointPort;
import io.gantry.api.discovery.v1.EndpointSlice;
import io.gantry.api.discovery.v1.EndpointSliceType;
import io.gantry.api.discovery.v1.ForNode;
import io.gantry.api.discovery.v1.ForZone;
import io.gantry.client.Informer;
import io.gantry.client.ObjectKey;
import io.gantry.controllers.endpoints.SlicePlan.Group;
import io.gantry.controllers.runtime.Context;
import io.gantry.controllers.runtime.Controller;
import io.gantry.controllers.runtime.Loop;
import io.gantry.controllers.runtime.Outcome;
import io.gantry.controllers.runtime.PodState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Keeps the EndpointSlices of every Service that selects pods. */
public final class EndpointSlicesLoop {
    static final String MANAGER = "endpointslice-controller.k8s.io";
    private static final String ZONE = "topology.kubernetes.io/zone";
    private static final int WORKERS = 5;

    private final ServiceWatch watch;
    private final Informer<Node> nodes;
    private final SliceWriter writer;
    private final Controller controller;

    private EndpointSlicesLoop(Context context) {
        watch = new ServiceWatch(context);
        nodes = context.informer(NodeType.KIND);
        controller = context.controller("endpoint-slice-controller", WORKERS, this::reconcile);
        writer = new SliceWriter(context, MANAGER, "endpoint-slice-controller", controller);
        watch.feed(controller);
    }

    public static Loop create(Context context) {
        return new EndpointSlicesLoop(context).controller;
    }

    private Outcome reconcile(ObjectKey key) {
        Service service = watch.service(key.namespace(), key.name());
        if (service == null) {
            writer.forget(key);
            return Outcome.DONE; // its slices have it as their owner and go with it
        }
        if (!Backends.selecting(service) || service.metadata().deletionTimestamp() != null) {
            return Outcome.DONE;
        }
        return writer.write(service, labels(service), wanted(service, watch.pods(service), this::zone));
    }

    private @Nullable String zone(String node) {
        Node found = node.isEmpty() ? null : nodes.reader().get("", node);
        return found == null ? null : found.metadata().labels().get(ZONE);
    }

    private static Map<String, String> labels(Service service) {
        Map<String, String> labels = new TreeMap<>(Backends.labels(service));
        labels.put(SliceWriter.SERVICE_NAME, service.name());
        labels.put(SliceWriter.MANAGED_BY, MANAGER);
        return labels;
    }

    /** The endpoints that a Service should have. Pure. */
    static Map<Group, List<Endpoint>> wanted(Service service, List<Pod> pods, Function<String, @Nullable String> zone) {
        Map<Group, List<Endpoint>> wanted = new LinkedHashMap<>();
        for (String family : families(service)) {
            boolean six = family.equals("IPv6");
            Map<Group, List<Endpoint>> ofFamily = new LinkedHashMap<>();
            for (Pod pod : pods) {
                List<String> addresses = Backends.addresses(pod).stream()
                        .filter(address -> address.contains(":") == six)
                        .limit(1)
                        .toList();
                if (!addresses.isEmpty() && Backends.reachable(pod)) {
                    ofFamily.computeIfAbsent(new Group(family, ports(service, pod)), _ -> new ArrayList<>())
                            .add(endpoint(service, pod, addresses, zone));
                }
            }
            if (ofFamily.isEmpty()) {
                ofFamily.put(new Group(family, List.of()), List.of());
            }
            wanted.putAll(ofFamily);
        }
        return wanted;
    }

    private static List<String> families(Service service) {
        return service.spec().ipFamilies().isEmpty()
                ? List.of("IPv4")
                : service.spec().ipFamilies();
    }

    private static List<EndpointPort> ports(Service service, Pod pod) {
        List<EndpointPort> ports = new ArrayList<>();
        for (ServicePort port : service.spec().ports()) {
            Integer number = Backends.targetPort(pod, port);
            if (number != null) {
                String name = port.name();
                ports.add(new EndpointPort(
                        name == null ? "" : name, Backends.protocol(port.protocol()), number, port.appProtocol()));
            }
        }
        return ports;
    }

    private static Endpoint endpoint(
            Service service, Pod pod, List<String> addresses, Function<String, @Nullable String> zone) {
        boolean serving = PodState.ready(pod);
        boolean terminating = PodState.terminating(pod);
        String node = PodState.node(pod);
        return EndpointBuilder.of()
                .addresses(addresses)
                .conditions(new EndpointConditions(
                        Backends.publishesUnready(service) || (serving && !terminating), serving, terminating))
                .targetRef(Backends.reference(pod))
                .nodeName(node.isEmpty() ? null : node)
                .zone(zone.apply(node))
                .hostname(Backends.hostname(pod, service))
                .hints(hints(service, serving && !terminating, node, zone.apply(node)))
                .build();
    }

    /** Whose clients an endpoint is for, if the Service asks for near ones. */
    private static @Nullable EndpointHints hints(Service service, boolean ready, String node, @Nullable String zone) {
        String distribution = service.spec().trafficDistribution();
        if (distribution == null || !ready) {
            return null;
        }
        List<ForZone> zones = zone == null ? List.of() : List.of(new ForZone(zone));
        return switch (distribution) {
            case "PreferClose", "PreferSameZone" -> zones.isEmpty() ? null : new EndpointHints(zones, List.of());
            case "PreferSameNode" -> node.isEmpty() ? null : new EndpointHints(zones, List.of(new ForNode(node)));
            default -> null;
        };
    }

    /** The slices' index by the Service that they are for. */
    static List<String> serviceOf(EndpointSlice slice) {
        String service = slice.metadata().labels().get(SliceWriter.SERVICE_NAME);
        return service == null ? List.of() : List.of(slice.namespace() + "/" + service);
    }

    static Informer<EndpointSlice> slices(Context context) {
        Informer<EndpointSlice> slices = context.informer(EndpointSliceType.KIND);
        slices.addIndex(SliceWriter.BY_SERVICE, EndpointSlicesLoop::serviceOf);
        return slices;
    }
}
