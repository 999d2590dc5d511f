package io.gantry.server.aggregation;

import java.io.IOException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Where the certificate comes from by which this server shows aggregated servers that it may speak for its users.
 * Thread-safe; asked when the first aggregated server is, and may then make keys.
 */
@FunctionalInterface
public interface FrontProxy {
    /** For an API server whose APIServices lead nowhere. */
    FrontProxy NONE = () -> {
        throw new IOException("this API server has no front-proxy certificate");
    };

    /**
     * A client certificate that aggregated servers trust.
     *
     * @param chain the key's own certificate first
     */
    record Identity(PrivateKey key, List<X509Certificate> chain) {
        public Identity {
            chain = List.copyOf(chain);
        }
    }

    Identity identity() throws IOException;
}
