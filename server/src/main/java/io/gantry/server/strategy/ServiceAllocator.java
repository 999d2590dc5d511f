package io.gantry.server.strategy;

import io.gantry.api.KubeObject;
import io.gantry.api.core.v1.RangeAllocation;
import io.gantry.api.core.v1.Service;
import io.gantry.api.core.v1.ServicePort;
import io.gantry.api.core.v1.ServiceType;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.api.networking.v1.IPAddress;
import io.gantry.api.networking.v1.IPAddressSpec;
import io.gantry.api.networking.v1.IPAddressType;
import io.gantry.api.networking.v1.ParentReference;
import io.gantry.api.types.Bytes;
import io.gantry.server.registry.NameGenerator;
import io.gantry.server.registry.StorageKeys;
import io.gantry.server.registry.Strategy.Context;
import io.gantry.store.Entry;
import io.gantry.store.Expect;
import io.gantry.store.Op;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Hands out cluster addresses and node ports.
 *
 * <p>There is no table beside the store that could drift from it: an address in use is an {@code IPAddress} object, the
 * ports in use are one {@code RangeAllocation}, and both are written in the transaction that writes the service, on
 * condition that nobody took the same meanwhile. Stateless.
 */
final class ServiceAllocator {
    static final String PORTS_KEY = StorageKeys.ROOT + "ranges/servicenodeports";

    private final ServiceNetwork network;

    ServiceAllocator(ServiceNetwork network) {
        this.network = network;
    }

    boolean addressFree(Context context, String address) {
        return context.snapshot().get(addressKey(address)) == null;
    }

    /** A free address: from the range's dynamic part if there is one, at random, so that reuse comes late. */
    @Nullable
    String freeAddress(Context context) {
        int fixed = network.staticBand();
        int size = network.size();
        int dynamic = size - fixed;
        int start = context.random().nextInt(dynamic);
        for (int i = 0; i < dynamic; i++) {
            String address = network.address(fixed + 1 + (start + i) % dynamic);
            if (addressFree(context, address)) {
                return address;
            }
        }
        for (int i = fixed; i >= 1; i--) {
            String address = network.address(i);
            if (addressFree(context, address)) {
                return address;
            }
        }
        return null;
    }

    static Op<KubeObject> take(Context context, String address, Service service) {
        IPAddress object = new IPAddress(
                ObjectMetaBuilder.of()
                        .name(address)
                        .uid(new NameGenerator(context.random()).uid())
                        .creationTimestamp(context.now().truncatedTo(ChronoUnit.SECONDS))
                        .labels(Map.of(
                                "ipaddress.kubernetes.io/ip-family", "IPv4",
                                "ipaddress.kubernetes.io/managed-by", "ipallocator.k8s.io"))
                        .build(),
                new IPAddressSpec(new ParentReference(null, "services", service.namespace(), service.name())));
        return Op.put(addressKey(address), object, Expect.absent());
    }

    static Op<KubeObject> release(String address) {
        return Op.delete(addressKey(address), Expect.any());
    }

    private static String addressKey(String address) {
        return StorageKeys.key(IPAddressType.KIND, "", address);
    }

    /** The ports in use, as of the context's state. */
    BitSet usedPorts(Context context) {
        Entry<KubeObject> entry = context.snapshot().get(PORTS_KEY);
        if (entry != null
                && entry.value() instanceof RangeAllocation allocation
                && network.portRange().equals(allocation.range())) {
            Bytes data = allocation.data();
            BitSet used = new BitSet();
            BitSet.valueOf(data == null ? new byte[0] : data.shared()).stream()
                    .map(bit -> bit + network.firstNodePort())
                    .forEach(used::set);
            return used;
        }
        // None yet, or the range was changed: the services themselves say what is in use.
        BitSet used = new BitSet();
        for (Entry<KubeObject> each : context.snapshot().prefix(StorageKeys.prefix(ServiceType.KIND))) {
            if (each.value() instanceof Service service) {
                portsOf(service).forEach(used::set);
            }
        }
        return used;
    }

    static Set<Integer> portsOf(@Nullable Service service) {
        Set<Integer> ports = new java.util.TreeSet<>();
        if (service == null) {
            return ports;
        }
        for (ServicePort port : service.spec().ports()) {
            Integer number = port.nodePort();
            if (number != null && number > 0) {
                ports.add(number);
            }
        }
        Integer health = service.spec().healthCheckNodePort();
        if (health != null && health > 0) {
            ports.add(health);
        }
        return ports;
    }

    boolean inRange(int port) {
        return port >= network.firstNodePort() && port <= network.lastNodePort();
    }

    /** A free port at random; 0 when there is none. */
    int freePort(Context context, BitSet used) {
        int size = network.lastNodePort() - network.firstNodePort() + 1;
        int start = context.random().nextInt(size);
        for (int i = 0; i < size; i++) {
            int port = network.firstNodePort() + (start + i) % size;
            if (!used.get(port)) {
                return port;
            }
        }
        return 0;
    }

    /** Writes which ports are in use, on condition that nobody did so since the context's state. */
    Op<KubeObject> writePorts(Context context, BitSet used) {
        BitSet bits = new BitSet();
        used.stream()
                .filter(this::inRange)
                .map(port -> port - network.firstNodePort())
                .forEach(bits::set);
        Entry<KubeObject> entry = context.snapshot().get(PORTS_KEY);
        RangeAllocation allocation = new RangeAllocation(
                ObjectMetaBuilder.of().name("servicenodeports").build(),
                network.portRange(),
                Bytes.ofOwned(bits.toByteArray()));
        return Op.put(PORTS_KEY, allocation, entry == null ? Expect.absent() : Expect.modRevision(entry.modRevision()));
    }
}
