package io.gantry.network.dns;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the cluster's DNS zone is made from: reads of the newest known state. Thread safe, quick, never blocking. */
public interface DnsView {
    /** Whether the state is known at all; until then nothing may be denied. */
    boolean ready();

    boolean hasNamespace(String namespace);

    @Nullable
    Service service(String namespace, String name);

    /** The endpoints of a Service that are ready, or published although they are not. */
    List<Endpoint> endpoints(String namespace, String name);

    /** Fully qualified names without the zone, such as {@code web.default.svc}, that an address belongs to. */
    List<String> namesOf(String address);

    /**
     * A Service in DNS.
     *
     * @param clusterIps empty for a headless Service
     * @param externalName empty unless the type is ExternalName
     */
    record Service(List<String> clusterIps, String externalName, List<Port> ports) {
        public Service {
            clusterIps = List.copyOf(clusterIps);
            ports = List.copyOf(ports);
        }

        boolean headless() {
            return clusterIps.isEmpty() && externalName.isEmpty();
        }
    }

    /** A port, its name empty if it has none, its protocol in lower case. */
    record Port(String name, String protocol, int number) {}

    /** @param hostname the pod's hostname where it has one, else the address with dashes for dots and colons */
    record Endpoint(String address, String hostname, List<Port> ports) {
        public Endpoint {
            ports = List.copyOf(ports);
        }

        /** The name of an endpoint without a hostname of its own. */
        public static String dashed(String address) {
            return address.replace('.', '-').replace(':', '-');
        }
    }
}
