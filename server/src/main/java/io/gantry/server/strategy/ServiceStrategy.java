package io.gantry.server.strategy;

import io.gantry.api.KubeObject;
import io.gantry.api.core.v1.LoadBalancerStatus;
import io.gantry.api.core.v1.Service;
import io.gantry.api.core.v1.ServicePort;
import io.gantry.api.core.v1.ServiceSpec;
import io.gantry.api.core.v1.ServiceSpecBuilder;
import io.gantry.api.core.v1.ServiceStatus;
import io.gantry.api.core.v1.ServiceType;
import io.gantry.api.meta.v1.StatusCause;
import io.gantry.api.status.StatusException;
import io.gantry.server.registry.Strategy;
import io.gantry.store.Op;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Services get an address and, where they are reached through nodes, ports. */
public final class ServiceStrategy extends Strategy<Service> {
    private static final String NONE = "None";
    private static final String EXTERNAL_NAME = "ExternalName";
    private static final String LOAD_BALANCER = "LoadBalancer";

    private final ServiceAllocator allocator;
    private final ServiceNetwork network;

    public ServiceStrategy(ServiceNetwork network) {
        super(ServiceType.KIND);
        this.network = network;
        this.allocator = new ServiceAllocator(network);
    }

    @Override
    public Service prepareCreate(Service object, Context context) {
        Service cleared = super.prepareCreate(object, context);
        return withSpec(cleared, families(addresses(cleared.spec())));
    }

    @Override
    public Service prepareUpdate(Service next, Service old, Context context) {
        Service kept = super.prepareUpdate(next, old, context);
        ServiceSpec spec = keepAllocated(kept.spec(), old.spec());
        spec = dropForType(spec, old.spec());
        Service planned = withSpec(kept, families(addresses(spec)));
        ServiceStatus status = planned.status();
        if (LOAD_BALANCER.equals(spec.type())
                || status == null
                || status.loadBalancer().ingress().isEmpty()) {
            return planned;
        }
        // The balancer itself is taken down later; nobody need see that.
        return new Service(
                planned.metadata(),
                planned.spec(),
                new ServiceStatus(new LoadBalancerStatus(List.of()), status.conditions()));
    }

    @Override
    public Plan<Service> plan(Service next, @Nullable Service old, Context context) {
        List<Op<KubeObject>> also = new ArrayList<>();
        Service addressed = planAddress(next, old, context, also);
        Service planned = planPorts(addressed, old, context, also);
        return new Plan<>(planned, also);
    }

    @Override
    public List<Op<KubeObject>> planDelete(Service old, Context context) {
        List<Op<KubeObject>> also = new ArrayList<>();
        for (String address : addressesOf(old)) {
            also.add(ServiceAllocator.release(address));
        }
        Set<Integer> ports = ServiceAllocator.portsOf(old);
        if (!ports.isEmpty()) {
            BitSet used = allocator.usedPorts(context);
            ports.forEach(used::clear);
            also.add(allocator.writePorts(context, used));
        }
        return also;
    }

    private Service planAddress(Service next, @Nullable Service old, Context context, List<Op<KubeObject>> also) {
        Set<String> before = old == null ? Set.of() : addressesOf(old);
        Service planned = next;
        if (needsAddress(next.spec()) && text(next.spec().clusterIP()).isEmpty()) {
            String address = allocator.freeAddress(context);
            if (address == null) {
                throw StatusException.of(
                        500, "InternalError", "Internal error occurred: failed to allocate a serviceIP: range is full");
            }
            planned = withSpec(
                    next,
                    ServiceSpecBuilder.of(next.spec())
                            .clusterIP(address)
                            .clusterIPs(List.of(address))
                            .build());
        }
        Set<String> after = addressesOf(planned);
        for (String address : after) {
            if (!before.contains(address)) {
                checkAddress(planned, address, context);
                also.add(ServiceAllocator.take(context, address, planned));
            }
        }
        for (String address : before) {
            if (!after.contains(address)) {
                also.add(ServiceAllocator.release(address));
            }
        }
        return planned;
    }

    private void checkAddress(Service service, String address, Context context) {
        String shown = "[\"" + address + "\"]: failed to allocate IP " + address + ": ";
        if (!network.contains(address)) {
            throw invalid(
                    service,
                    "spec.clusterIPs",
                    shown + "the provided network does not match the current range, the range of valid IPs is "
                            + network.cidr());
        }
        if (!allocator.addressFree(context, address)) {
            throw invalid(service, "spec.clusterIPs", shown + "provided IP is already allocated");
        }
    }

    private Service planPorts(Service next, @Nullable Service old, Context context, List<Op<KubeObject>> also) {
        Set<Integer> before = ServiceAllocator.portsOf(old);
        boolean wanted = needsNodePorts(next.spec());
        if (before.isEmpty() && !wanted && ServiceAllocator.portsOf(next).isEmpty()) {
            return next;
        }
        BitSet used = allocator.usedPorts(context);
        BitSet others = (BitSet) used.clone();
        before.forEach(others::clear);
        List<ServicePort> ports = new ArrayList<>();
        Set<Integer> mine = new TreeSet<>();
        for (ServicePort port : next.spec().ports()) {
            Integer given = port.nodePort();
            if (given != null && given > 0) {
                checkPort(next, given, others);
                mine.add(given);
            }
        }
        for (ServicePort port : next.spec().ports()) {
            Integer given = port.nodePort();
            if (wanted && (given == null || given == 0)) {
                int number = sibling(ports, port);
                if (number == 0) {
                    number = free(next, context, others, mine);
                    mine.add(number);
                }
                ports.add(withNodePort(port, number));
            } else {
                ports.add(port);
            }
        }
        Integer health = next.spec().healthCheckNodePort();
        if (needsHealthPort(next.spec())) {
            if (health == null || health == 0) {
                health = free(next, context, others, mine);
            } else {
                checkPort(next, health, others);
            }
            mine.add(health);
        }
        Service planned = withSpec(
                next,
                ServiceSpecBuilder.of(next.spec())
                        .ports(ports)
                        .healthCheckNodePort(health)
                        .build());
        if (!mine.equals(before)) {
            mine.forEach(others::set);
            also.add(allocator.writePorts(context, others));
        }
        return planned;
    }

    /** The same port number over another protocol shares the node port, so that DNS is reached at one. */
    private static int sibling(List<ServicePort> done, ServicePort port) {
        for (ServicePort other : done) {
            Integer number = other.nodePort();
            if (other.port() == port.port()
                    && number != null
                    && number > 0
                    && !Objects.equals(other.protocol(), port.protocol())) {
                return number;
            }
        }
        return 0;
    }

    private int free(Service service, Context context, BitSet others, Set<Integer> mine) {
        BitSet taken = (BitSet) others.clone();
        mine.forEach(taken::set);
        int port = allocator.freePort(context, taken);
        if (port == 0) {
            throw StatusException.of(
                    500,
                    "InternalError",
                    "Internal error occurred: failed to allocate a nodePort for " + service.name() + ": range is full");
        }
        return port;
    }

    private void checkPort(Service service, int port, BitSet others) {
        if (!allocator.inRange(port)) {
            throw invalid(
                    service,
                    "spec.ports[0].nodePort",
                    port + ": provided port is not in the valid range. The range of valid ports is "
                            + network.portRange());
        }
        if (others.get(port)) {
            throw invalid(service, "spec.ports[0].nodePort", port + ": provided port is already allocated");
        }
    }

    private static StatusException invalid(Service service, String field, String detail) {
        return StatusException.invalid(
                "",
                "Service",
                service.name(),
                List.of(new StatusCause("FieldValueInvalid", "Invalid value: " + detail, field)));
    }

    /** {@code clusterIP} and the first of {@code clusterIPs} are one; who sets either sets both. */
    private static ServiceSpec addresses(ServiceSpec spec) {
        if (EXTERNAL_NAME.equals(spec.type())) {
            return spec;
        }
        String one = text(spec.clusterIP());
        if (!one.isEmpty() && spec.clusterIPs().isEmpty()) {
            return ServiceSpecBuilder.of(spec).clusterIPs(List.of(one)).build();
        }
        if (one.isEmpty() && !spec.clusterIPs().isEmpty()) {
            return ServiceSpecBuilder.of(spec)
                    .clusterIP(spec.clusterIPs().getFirst())
                    .build();
        }
        return spec;
    }

    private static ServiceSpec families(ServiceSpec spec) {
        if (EXTERNAL_NAME.equals(spec.type())) {
            return spec;
        }
        boolean anyFamily = NONE.equals(spec.clusterIP()) && spec.selector().isEmpty();
        ServiceSpecBuilder builder = ServiceSpecBuilder.of(spec);
        if (spec.ipFamilyPolicy() == null) {
            builder.ipFamilyPolicy(anyFamily ? "RequireDualStack" : "SingleStack");
        }
        if (spec.ipFamilies().isEmpty()) {
            builder.ipFamilies(anyFamily ? List.of("IPv4", "IPv6") : List.of("IPv4"));
        }
        return builder.build();
    }

    /** What a client leaves out in an update, because it never chose it, stays. */
    private static ServiceSpec keepAllocated(ServiceSpec next, ServiceSpec old) {
        ServiceSpecBuilder builder = ServiceSpecBuilder.of(next);
        if (!EXTERNAL_NAME.equals(next.type()) && !EXTERNAL_NAME.equals(old.type())) {
            if (text(next.clusterIP()).isEmpty() && next.clusterIPs().isEmpty()) {
                builder.clusterIP(old.clusterIP()).clusterIPs(old.clusterIPs());
            } else if (Objects.equals(next.clusterIP(), old.clusterIP())
                    && next.clusterIPs().isEmpty()) {
                builder.clusterIPs(old.clusterIPs());
            }
            if (next.ipFamilies().isEmpty()) {
                builder.ipFamilies(old.ipFamilies());
            }
            if (next.ipFamilyPolicy() == null) {
                builder.ipFamilyPolicy(old.ipFamilyPolicy());
            }
        }
        if (needsNodePorts(next) && needsNodePorts(old)) {
            builder.ports(keepPorts(next, old.ports()));
        }
        if (needsHealthPort(next) && needsHealthPort(old) && isZero(next.healthCheckNodePort())) {
            builder.healthCheckNodePort(old.healthCheckNodePort());
        }
        return builder.build();
    }

    private static List<ServicePort> keepPorts(ServiceSpec next, List<ServicePort> old) {
        Set<Integer> given = nodePorts(next);
        List<ServicePort> result = new ArrayList<>();
        for (ServicePort port : next.ports()) {
            ServicePort kept = port;
            if (isZero(port.nodePort())) {
                for (ServicePort before : old) {
                    Integer number = before.nodePort();
                    if (before.port() == port.port()
                            && Objects.equals(before.protocol(), port.protocol())
                            && number != null
                            && number > 0
                            && !given.contains(number)) {
                        kept = withNodePort(port, number);
                        break;
                    }
                }
            }
            result.add(kept);
        }
        return result;
    }

    /** Fields that the new type does not have go, unless the client has changed them: then validation says that they cannot be. */
    private static ServiceSpec dropForType(ServiceSpec next, ServiceSpec old) {
        ServiceSpecBuilder builder = ServiceSpecBuilder.of(next);
        if (needsAddress(old) && !needsAddress(next)) {
            if (Objects.equals(next.clusterIP(), old.clusterIP())
                    && next.clusterIPs().equals(old.clusterIPs())) {
                builder.clusterIP(null).clusterIPs(List.of());
            }
            if (next.ipFamilies().equals(old.ipFamilies())) {
                builder.ipFamilies(List.of());
            }
            if (Objects.equals(next.ipFamilyPolicy(), old.ipFamilyPolicy())) {
                builder.ipFamilyPolicy(null);
            }
        }
        if (hasNodePorts(old) && !hasNodePorts(next) && nodePorts(old).containsAll(nodePorts(next))) {
            builder.ports(
                    next.ports().stream().map(port -> withNodePort(port, null)).toList());
        }
        if (needsHealthPort(old)
                && !needsHealthPort(next)
                && Objects.equals(next.healthCheckNodePort(), old.healthCheckNodePort())) {
            builder.healthCheckNodePort(null);
        }
        if (external(old)
                && !external(next)
                && Objects.equals(next.externalTrafficPolicy(), old.externalTrafficPolicy())) {
            builder.externalTrafficPolicy(null);
        }
        if (LOAD_BALANCER.equals(old.type()) && !LOAD_BALANCER.equals(next.type())) {
            if (Objects.equals(next.allocateLoadBalancerNodePorts(), old.allocateLoadBalancerNodePorts())) {
                builder.allocateLoadBalancerNodePorts(null);
            }
            if (Objects.equals(next.loadBalancerClass(), old.loadBalancerClass())) {
                builder.loadBalancerClass(null);
            }
        }
        return builder.build();
    }

    /** Whether it is reached from outside of the cluster, which is what an external traffic policy is for. */
    private static boolean external(ServiceSpec spec) {
        return hasNodePorts(spec)
                || ("ClusterIP".equals(spec.type()) && !spec.externalIPs().isEmpty());
    }

    private static boolean hasNodePorts(ServiceSpec spec) {
        return "NodePort".equals(spec.type()) || LOAD_BALANCER.equals(spec.type());
    }

    private static Set<Integer> nodePorts(ServiceSpec spec) {
        Set<Integer> ports = new TreeSet<>();
        for (ServicePort port : spec.ports()) {
            Integer number = port.nodePort();
            if (number != null && number != 0) {
                ports.add(number);
            }
        }
        return ports;
    }

    private static boolean needsAddress(ServiceSpec spec) {
        return !EXTERNAL_NAME.equals(spec.type());
    }

    private static boolean needsNodePorts(ServiceSpec spec) {
        return "NodePort".equals(spec.type())
                || (LOAD_BALANCER.equals(spec.type()) && !Boolean.FALSE.equals(spec.allocateLoadBalancerNodePorts()));
    }

    private static boolean needsHealthPort(ServiceSpec spec) {
        return LOAD_BALANCER.equals(spec.type()) && "Local".equals(spec.externalTrafficPolicy());
    }

    /** The cluster addresses that a service holds. */
    private static Set<String> addressesOf(Service service) {
        ServiceSpec spec = service.spec();
        if (EXTERNAL_NAME.equals(spec.type())) {
            return Set.of();
        }
        Set<String> addresses = new TreeSet<>(spec.clusterIPs());
        if (spec.clusterIP() != null) {
            addresses.add(spec.clusterIP());
        }
        addresses.remove(NONE);
        addresses.remove("");
        return addresses;
    }

    private static ServicePort withNodePort(ServicePort port, @Nullable Integer number) {
        return new ServicePort(
                port.name(), port.protocol(), port.port(), port.targetPort(), number, port.appProtocol());
    }

    private static Service withSpec(Service service, ServiceSpec spec) {
        return spec.equals(service.spec()) ? service : new Service(service.metadata(), spec, service.status());
    }

    private static boolean isZero(@Nullable Integer number) {
        return number == null || number == 0;
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
