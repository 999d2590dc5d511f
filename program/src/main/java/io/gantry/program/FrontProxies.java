package io.gantry.program;

import io.gantry.server.auth.AccessOptions;
import io.gantry.server.auth.RequestHeaderOptions;
import java.security.cert.X509Certificate;

/** Proxies that are believed when they name a user. */
final class FrontProxies {
    private FrontProxies() {}

    /**
     * Sees to it that a client's certificate does not make a proxy of it.
     *
     * @param clients what signs clients' certificates
     * @throws UserError when it would
     */
    static void check(AccessOptions access, X509Certificate clients) {
        RequestHeaderOptions proxies = access.requestHeader();
        if (proxies != null
                && proxies.allowedNames().isEmpty()
                && proxies.authorities().contains(clients)) {
            throw new UserError("--requestheader-client-ca-file has the cluster's own authority, which signs the"
                    + " certificates of all clients: --requestheader-allowed-names must be specified to ensure that regular"
                    + " client certificates cannot set authenticating proxy headers for arbitrary users.");
        }
    }
}
