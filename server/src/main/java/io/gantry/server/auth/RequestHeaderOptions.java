package io.gantry.server.auth;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A proxy in front of the API server that names its users in headers; what Kubernetes' {@code --requestheader-...} flags say.
 *
 * @param authorities sign the proxies' client certificates
 * @param allowedNames common names that a proxy's certificate may have; empty for any that the authorities signed
 * @param usernameHeaders the first of them that is there names the user
 */
public record RequestHeaderOptions(
        List<X509Certificate> authorities,
        List<String> allowedNames,
        List<String> usernameHeaders,
        List<String> uidHeaders,
        List<String> groupHeaders,
        List<String> extraHeaderPrefixes) {
    public RequestHeaderOptions {
        authorities = List.copyOf(authorities);
        allowedNames = List.copyOf(allowedNames);
        usernameHeaders = List.copyOf(usernameHeaders);
        uidHeaders = List.copyOf(uidHeaders);
        groupHeaders = List.copyOf(groupHeaders);
        extraHeaderPrefixes = List.copyOf(extraHeaderPrefixes);
    }
}
