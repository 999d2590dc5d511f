package io.gantry.server.admission.webhook;

import io.gantry.api.types.Bytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** TLS contexts by the certificates that a webhook's configuration trusts; without any, the machine's. Thread-safe. */
final class TrustAnchors {
    /** More configurations than this are not remembered at once. */
    private static final int LIMIT = 200;

    private final Map<Bytes, SSLContext> known = new ConcurrentHashMap<>();

    SSLContext context(@Nullable Bytes bundle) throws HookFailure {
        Bytes key = bundle == null ? Bytes.EMPTY : bundle;
        SSLContext context = known.get(key);
        if (context == null) {
            context = make(key);
            if (known.size() >= LIMIT) {
                known.clear(); // certificates that are renewed leave old ones behind
            }
            known.put(key, context);
        }
        return context;
    }

    private static SSLContext make(Bytes bundle) throws HookFailure {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(bundle.size() == 0 ? null : store(bundle));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new HookFailure("unable to load root certificates: " + e.getMessage(), e);
        }
    }

    private static KeyStore store(Bytes bundle) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int number = 0;
        for (Certificate certificate : CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(bundle.shared()))) {
            store.setCertificateEntry("ca-" + number++, certificate);
        }
        return store;
    }
}
