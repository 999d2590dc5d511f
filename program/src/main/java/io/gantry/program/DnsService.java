package io.gantry.program;

import io.gantry.api.core.v1.Service;
import io.gantry.api.core.v1.ServicePort;
import io.gantry.api.core.v1.ServiceSpecBuilder;
import io.gantry.api.core.v1.ServiceStatusType;
import io.gantry.api.core.v1.ServiceType;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.api.status.StatusException;
import io.gantry.api.types.IntOrString;
import io.gantry.client.Client;
import io.gantry.client.WriteOptions;
import java.util.List;
import java.util.Map;

/**
 * The Service {@code kube-dns}, which other clusters' DNS add-on has: manifests name it, and nobody else is given its address.
 * The nodes answer that address themselves, so that its label keeps their proxy from it.
 */
final class DnsService {
    private static final System.Logger LOG = System.getLogger(DnsService.class.getName());
    private static final int PORT = 53;

    private DnsService() {}

    /** Makes the Service if it is missing. */
    static void ensure(Client client, String address) {
        if (client.find(ServiceType.KIND, "kube-system", "kube-dns").isPresent()) {
            return;
        }
        try {
            client.create(ServiceType.KIND, service(address), WriteOptions.DEFAULT);
        } catch (StatusException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    () -> "the Service kube-system/kube-dns cannot be made at " + address + ": " + e.getMessage()
                            + ". If another Service has that address, it cannot be reached at port " + PORT
                            + ": delete it, and start Gantry again");
        }
    }

    private static Service service(String address) {
        return new Service(
                ObjectMetaBuilder.of()
                        .name("kube-dns")
                        .namespace("kube-system")
                        .labels(Map.of(
                                "k8s-app", "kube-dns",
                                "kubernetes.io/cluster-service", "true",
                                "kubernetes.io/name", "DNS",
                                "service.kubernetes.io/service-proxy-name", "gantry-dns"))
                        .build(),
                ServiceSpecBuilder.of()
                        .clusterIP(address)
                        .ports(List.of(port("dns", "UDP"), port("dns-tcp", "TCP")))
                        .build(),
                ServiceStatusType.EMPTY);
    }

    private static ServicePort port(String name, String protocol) {
        return new ServicePort(name, protocol, PORT, IntOrString.of(PORT), null, null);
    }
}
