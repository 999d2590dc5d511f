package io.gantry.server.edge;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What the server proves itself with, and whom it believes.
 *
 * @param chain the server's certificate first, then its intermediates
 * @param clientCas the authorities that sign client certificates; empty to ask for none
 */
public record TlsMaterial(PrivateKey key, List<X509Certificate> chain, List<X509Certificate> clientCas) {
    public TlsMaterial {
        chain = List.copyOf(chain);
        clientCas = List.copyOf(clientCas);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("chain: the server's own certificate is missing");
        }
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "TlsMaterial[" + chain.getFirst().getSubjectX500Principal() + ", " + clientCas.size() + " client CAs]";
    }
}
