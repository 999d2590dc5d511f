package io.gantry.program;

import io.gantry.base.Time;
import io.gantry.controlplane.ControlPlaneSetup;
import io.gantry.controlplane.FrontProxyKeys;
import io.gantry.pki.CertificateAuthority;
import io.gantry.pki.Credential;
import io.gantry.pki.Kubeconfig;
import io.gantry.pki.ServiceAccountTokens;
import io.gantry.pki.SubjectNames;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The certificates and keys that a cluster needs, made at its first start and renewed at a later one when they near their
 * end or the server's names have changed.
 */
public record ClusterPki(
        CertificateAuthority authority,
        Credential apiServer,
        Credential administrator,
        ServiceAccountTokens serviceAccountTokens,
        FrontProxyKeys frontProxy) {
    private static final Pattern BRIDGE = Pattern.compile("gt[0-9a-f]{8}");
    /** Of service accounts' tokens. */
    public static final String ISSUER = "https://kubernetes.default.svc." + Settings.CLUSTER_DOMAIN;

    static final String AUTHORITY = "ca";
    static final String ADMINISTRATOR = "admin";
    private static final String API_SERVER = "apiserver";
    private static final String FRONT_PROXY_AUTHORITY = "front-proxy-ca";
    /** The user of the kubeconfig and the group that may do everything, as kubeadm names them. */
    private static final String ADMINISTRATOR_USER = "kubernetes-admin";

    private static final String ADMINISTRATOR_GROUP = "system:masters";

    public static ClusterPki open(Layout layout, Settings settings, Time time) throws IOException {
        var now = time.now();
        var directory = layout.pki();
        var authority = CertificateAuthority.open(directory, AUTHORITY, "gantry", now);
        var names = SubjectNames.ofApiServer(
                settings.nodeName(),
                Settings.CLUSTER_DOMAIN,
                List.of(settings.serviceCidr().plus(1)),
                hostAddresses());
        var server = Credential.load(directory, API_SERVER)
                .filter(credential -> stillGood(authority, credential, now)
                        && CertificateAuthority.covers(credential.certificate(), names))
                .orElse(null);
        if (server == null) {
            server = authority.issueServer("kube-apiserver", names, now);
            server.save(directory, API_SERVER);
        }
        var administrator = Credential.load(directory, ADMINISTRATOR)
                .filter(credential -> stillGood(authority, credential, now))
                .orElse(null);
        if (administrator == null) {
            administrator = authority.issueClient(ADMINISTRATOR_USER, List.of(ADMINISTRATOR_GROUP), now);
            administrator.save(directory, ADMINISTRATOR);
        }
        var tokens = ServiceAccountTokens.open(directory, ISSUER);
        var frontProxy = new FrontProxyKeys(() -> frontProxy(directory, time.now()));
        return new ClusterPki(authority, server, administrator, tokens, frontProxy);
    }

    /** An authority of its own: a certificate that it signs may speak for any user, which no user's may. */
    private static FrontProxyKeys.Pair frontProxy(Path directory, Instant now) throws IOException {
        var authority = CertificateAuthority.open(directory, FRONT_PROXY_AUTHORITY, FRONT_PROXY_AUTHORITY, now);
        var client = Credential.load(directory, FrontProxyKeys.CLIENT)
                .filter(credential -> stillGood(authority, credential, now))
                .orElse(null);
        if (client == null) {
            client = authority.issueClient(FrontProxyKeys.CLIENT, List.of(), now);
            client.save(directory, FrontProxyKeys.CLIENT);
        }
        return new FrontProxyKeys.Pair(authority.certificate(), client);
    }

    /** What the control plane needs of these. */
    ControlPlaneSetup.Keys keys() {
        return new ControlPlaneSetup.Keys(authority, apiServer, serviceAccountTokens, frontProxy);
    }

    /** Writes the administrator's kubeconfig, now that the server's port is known. */
    public void writeKubeconfig(Layout layout, URI server) throws IOException {
        new Kubeconfig("gantry", server, authority.certificatePem(), ADMINISTRATOR_USER, administrator)
                .save(layout.kubeconfig());
    }

    private static boolean stillGood(CertificateAuthority authority, Credential credential, Instant now) {
        return authority.hasSigned(credential.certificate(), now)
                && !CertificateAuthority.needsRenewal(credential.certificate(), now);
    }

    /** The addresses that others may reach this machine by; sorted, because the kernel promises no order. */
    static List<InetAddress> hostAddresses() throws IOException {
        var addresses = new ArrayList<InetAddress>();
        for (var device : NetworkInterface.networkInterfaces().toList()) {
            // The bridge of this cluster or of another one beside it comes and goes, and is no way to reach the
            // machine.
            if (BRIDGE.matcher(device.getName()).matches()) {
                continue;
            }
            device.inetAddresses()
                    .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                    .map(InetAddress::getAddress)
                    .forEach(bytes -> addresses.add(withoutScope(bytes)));
        }
        addresses.sort(Comparator.comparing(InetAddress::getHostAddress));
        return addresses;
    }

    /** A device's IPv6 address carries the device's name, which certificates cannot. */
    private static InetAddress withoutScope(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of " + bytes.length + " bytes", e);
        }
    }
}
