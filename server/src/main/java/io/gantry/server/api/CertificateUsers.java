package io.gantry.server.api;

import io.gantry.server.edge.Exchange;
import io.gantry.server.request.Authenticator;
import io.gantry.server.request.UserInfo;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Remembers whom a client certificate stands for: reading its subject for every request would cost as much as answering a
 * read. The edge verifies the chain each time, and shows the same certificate object for all requests of a connection.
 * Bounded; thread-safe.
 */
final class CertificateUsers implements Authenticator {
    private static final int SLOTS = 256;

    private record Known(X509Certificate certificate, UserInfo user) {}

    private final Authenticator authenticator;
    private final AtomicReferenceArray<@Nullable Known> slots = new AtomicReferenceArray<>(SLOTS);

    CertificateUsers(Authenticator authenticator) {
        this.authenticator = authenticator;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // the same object is the same certificate; comparing their bytes costs more
    public UserInfo authenticate(Exchange exchange, BiConsumer<String, String> notes) {
        List<X509Certificate> chain = exchange.peerCertificates();
        if (chain.isEmpty()) {
            return authenticator.authenticate(exchange, notes);
        }
        X509Certificate certificate = chain.getFirst();
        int slot = System.identityHashCode(certificate) & (SLOTS - 1);
        Known known = slots.get(slot);
        if (known != null && known.certificate() == certificate) {
            return known.user();
        }
        UserInfo user = authenticator.authenticate(exchange, notes);
        slots.set(slot, new Known(certificate, user));
        return user;
    }
}
