package io.gantry.controlplane;

import io.gantry.base.Once;
import io.gantry.pki.Credential;
import io.gantry.server.remote.ClientIdentity;
import java.io.IOException;
import java.security.cert.X509Certificate;

/**
 * What aggregated API servers know this one by: an authority of its own and a client certificate that it signed. Made or read
 * when it is first asked for, which is not at a start. Thread-safe.
 */
public final class FrontProxyKeys {
    /** The name that the client certificate is for. */
    public static final String CLIENT = "front-proxy-client";

    /**
     * @param authority what signed the client's certificate, and no user's
     * @param client what this server shows
     */
    public record Pair(X509Certificate authority, Credential client) {}

    /** Makes or reads the keys. */
    @FunctionalInterface
    public interface Source {
        Pair open() throws IOException;
    }

    private final Once<Made, IOException> made;

    private record Made(Pair pair, ClientIdentity identity) {}

    public FrontProxyKeys(Source source) {
        this.made = new Once<>(() -> {
            Pair pair = source.open();
            Credential client = pair.client();
            return new Made(pair, new ClientIdentity(client.key(), client.chain()));
        });
    }

    Pair get() throws IOException {
        return made.get().pair();
    }

    /** The same object each time. */
    ClientIdentity identity() throws IOException {
        return made.get().identity();
    }
}
