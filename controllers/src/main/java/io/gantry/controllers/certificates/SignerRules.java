package io.gantry.controllers.certificates;

import io.gantry.controllers.certificates.Signer.Requested;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What each of Kubernetes' own signers asks of a request, in Kubernetes' words. Pure. */
final class SignerRules {
    static final String CLIENT = "kubernetes.io/kube-apiserver-client";
    static final String KUBELET_CLIENT = "kubernetes.io/kube-apiserver-client-kubelet";
    static final String KUBELET_SERVING = "kubernetes.io/kubelet-serving";
    static final String LEGACY = "kubernetes.io/legacy-unknown";

    private static final Set<String> SIGNERS = Set.of(CLIENT, KUBELET_CLIENT, KUBELET_SERVING, LEGACY);
    private static final String CLIENT_AUTH = "client auth";
    private static final String SERVER_AUTH = "server auth";
    private static final String SIGNATURE = "digital signature";
    private static final String ENCIPHERMENT = "key encipherment";

    private SignerRules() {}

    /** Whether the cluster signs for this name; other signers are programs of the users'. */
    static boolean signs(String signer) {
        return SIGNERS.contains(signer);
    }

    /** Why a signer does not sign; null when it does. */
    static @Nullable String problem(String signer, Requested request, Collection<String> usages) {
        return switch (signer) {
            case CLIENT -> client(usages);
            case KUBELET_CLIENT -> kubeletClient(request, usages);
            case KUBELET_SERVING -> kubeletServing(request, usages);
            default -> null;
        };
    }

    private static @Nullable String client(Collection<String> usages) {
        for (String usage : usages) {
            if (!Set.of(SIGNATURE, ENCIPHERMENT, CLIENT_AUTH).contains(usage)) {
                return "invalid usage for client certificate: " + usage;
            }
        }
        return usages.contains(CLIENT_AUTH) ? null : "missing required usage for client certificate: " + CLIENT_AUTH;
    }

    private static @Nullable String kubeletClient(Requested request, Collection<String> usages) {
        if (!isOfNodes(request)) {
            return NOT_OF_NODES;
        }
        if (request.dnsNames()) {
            return "DNS subjectAltNames are not allowed";
        }
        if (request.emailAddresses()) {
            return NO_EMAIL;
        }
        if (request.addresses()) {
            return "IP subjectAltNames are not allowed";
        }
        if (request.uris()) {
            return NO_URI;
        }
        return !isNode(request) ? NOT_A_NODE : usages(usages, CLIENT_AUTH);
    }

    private static @Nullable String kubeletServing(Requested request, Collection<String> usages) {
        if (!isOfNodes(request)) {
            return NOT_OF_NODES;
        }
        if (!request.dnsNames() && !request.addresses()) {
            return "DNS or IP subjectAltName is required";
        }
        if (request.emailAddresses()) {
            return NO_EMAIL;
        }
        if (request.uris()) {
            return NO_URI;
        }
        String wrong = usages(usages, SERVER_AUTH);
        return wrong == null && !isNode(request) ? NOT_A_NODE : wrong;
    }

    private static final String NOT_OF_NODES = "subject organization is not system:nodes";
    private static final String NOT_A_NODE = "subject common name does not begin with system:node: ";
    private static final String NO_EMAIL = "Email subjectAltNames are not allowed";
    private static final String NO_URI = "URI subjectAltNames are not allowed";

    private static boolean isOfNodes(Requested request) {
        return request.organizations().equals(List.of("system:nodes"));
    }

    private static boolean isNode(Requested request) {
        return request.commonName().startsWith("system:node:");
    }

    /** Key encipherment is for RSA keys, and may be left out. */
    private static @Nullable String usages(Collection<String> usages, String purpose) {
        Set<String> given = new TreeSet<>(usages);
        given.add(ENCIPHERMENT);
        Set<String> wanted = new TreeSet<>(List.of(purpose, SIGNATURE, ENCIPHERMENT));
        return given.equals(wanted) ? null : "usages did not match [" + String.join(" ", wanted) + "]";
    }
}
