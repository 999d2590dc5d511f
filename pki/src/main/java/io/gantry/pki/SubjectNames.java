package io.gantry.pki;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;

/** The names and addresses that a server certificate is good for. */
public record SubjectNames(List<String> dnsNames, List<InetAddress> addresses) {
    public SubjectNames {
        dnsNames = List.copyOf(new LinkedHashSet<>(dnsNames));
        addresses = List.copyOf(new LinkedHashSet<>(addresses));
    }

    /**
     * The names of an API server: the node's, localhost, the {@code kubernetes} service in all its forms, the service's
     * addresses and those of the host.
     */
    public static SubjectNames ofApiServer(
            String nodeName,
            String clusterDomain,
            Collection<InetAddress> serviceAddresses,
            Collection<InetAddress> hostAddresses) {
        var addresses = new ArrayList<InetAddress>();
        addresses.add(InetAddress.ofLiteral("127.0.0.1"));
        addresses.add(InetAddress.ofLiteral("::1"));
        addresses.addAll(serviceAddresses);
        addresses.addAll(hostAddresses);
        return new SubjectNames(
                List.of(
                        "localhost",
                        nodeName,
                        "kubernetes",
                        "kubernetes.default",
                        "kubernetes.default.svc",
                        "kubernetes.default.svc." + clusterDomain),
                addresses);
    }
}
