package io.gantry.client.http;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where an API server is and who we are to it. What a kubeconfig says, with its files read.
 *
 * @param url such as {@code https://127.0.0.1:6443}; a path is kept in front of every request's
 * @param authorityPem certificates to trust; {@code null} for the system's
 * @param insecure whether to trust any certificate
 * @param serverName the name to expect in the certificate, or {@code null} for the URL's host
 * @param certificatePem the client's certificate, or {@code null}
 * @param keyPem its key, or {@code null}
 * @param token a bearer token, or {@code null}
 * @param tokenFile a file with a bearer token that is replaced from time to time, or {@code null}
 * @param namespace the namespace that commands mean when they name none
 */
public record ApiServer(
        URI url,
        @Nullable String authorityPem,
        boolean insecure,
        @Nullable String serverName,
        @Nullable String certificatePem,
        @Nullable String keyPem,
        @Nullable String token,
        @Nullable Path tokenFile,
        String namespace) {
    public ApiServer {
        String scheme = url.getScheme();
        if (url.getHost() == null || !("https".equals(scheme) || "http".equals(scheme))) {
            throw new IllegalArgumentException(
                    "the API server's URL must be https://HOST:PORT or http://HOST:PORT, is \"" + url + "\"");
        }
        if ((certificatePem == null) != (keyPem == null)) {
            throw new IllegalArgumentException("a client certificate and its key are needed together, or neither");
        }
    }

    /** One without TLS and without a user: for tests. */
    public static ApiServer plain(URI url) {
        return new ApiServer(url, null, false, null, null, null, null, null, "default");
    }

    @Override
    public String toString() {
        return "ApiServer[" + url + "]"; // the rest is secret, or long
    }
}
