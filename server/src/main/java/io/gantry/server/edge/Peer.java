package io.gantry.server.edge;

import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who is at the other end of a connection. Thread-safe. */
final class Peer {
    private final InetSocketAddress remoteAddress;
    private final List<X509Certificate> presented;
    private final @Nullable TlsContexts tls;
    private volatile TlsContexts.@Nullable Verdict verdict;

    /** @param presented the chain that the client showed, of whose first certificate it proved to hold the key */
    Peer(InetSocketAddress remoteAddress, List<X509Certificate> presented, @Nullable TlsContexts tls) {
        this.remoteAddress = remoteAddress;
        this.presented = List.copyOf(presented);
        this.tls = tls;
    }

    InetSocketAddress remoteAddress() {
        return remoteAddress;
    }

    boolean secure() {
        return tls != null;
    }

    List<X509Certificate> presented() {
        return presented;
    }

    List<X509Certificate> certificates() {
        return problem() == null ? presented : List.of();
    }

    @Nullable
    String problem() {
        if (tls == null || presented.isEmpty()) {
            return null;
        }
        var known = verdict;
        if (known == null || !tls.stands(known)) {
            known = tls.verify(presented);
            verdict = known;
        }
        return known.problem();
    }
}
