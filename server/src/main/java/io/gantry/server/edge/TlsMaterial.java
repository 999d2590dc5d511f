package io.gantry.server.edge;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the server proves itself with, and whom it believes.
 *
 * @param chain the server's certificate first, then its intermediates
 * @param clientCas the authorities that sign client certificates
 * @param proxyCas the authorities of proxies, whose certificates make nobody a user. Both are named in the handshake, since
 *     clients choose their certificate by that; without any the server asks for none
 */
public record TlsMaterial(
        PrivateKey key, List<X509Certificate> chain, List<X509Certificate> clientCas, List<X509Certificate> proxyCas) {
    public TlsMaterial {
        proxyCas = List.copyOf(proxyCas);
        chain = List.copyOf(chain);
        clientCas = List.copyOf(clientCas);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("chain: the server's own certificate is missing");
        }
    }

    /** Without proxies. */
    public TlsMaterial(PrivateKey key, List<X509Certificate> chain, List<X509Certificate> clientCas) {
        this(key, chain, clientCas, List.of());
    }

    /** The authorities that the handshake names. */
    List<X509Certificate> named() {
        return Stream.concat(clientCas.stream(), proxyCas.stream()).distinct().toList();
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "TlsMaterial[" + chain.getFirst().getSubjectX500Principal() + ", " + clientCas.size() + " client CAs]";
    }
}
