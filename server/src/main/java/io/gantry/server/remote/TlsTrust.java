package io.gantry.server.remote;

import io.gantry.api.types.Bytes;
import io.gantry.base.OneKeyManager;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** TLS contexts of this server as a client, by whom they trust and what they show. Thread-safe. */
public final class TlsTrust {
    /** More than so many are not remembered at once. */
    private static final int LIMIT = 200;

    /**
     * @param bundle PEM certificates; null or empty for those that the machine trusts
     * @param insecure whether any server will do: the administrator said that certificates are not to be looked at
     * @param shown null when the server need not know who asks
     */
    public record Terms(
            @Nullable Bytes bundle,
            boolean insecure,
            @Nullable ClientIdentity shown) {}

    private final Map<Terms, SSLContext> known = new ConcurrentHashMap<>();

    /** @throws IOException when the bundle has no certificates that can be read */
    public SSLContext context(Terms terms) throws IOException {
        SSLContext context = known.get(terms);
        if (context == null) {
            context = make(terms);
            if (known.size() >= LIMIT) {
                known.clear(); // certificates that are renewed leave old ones behind
            }
            known.put(terms, context);
        }
        return context;
    }

    private static SSLContext make(Terms terms) throws IOException {
        try {
            ClientIdentity identity = terms.shown();
            KeyManager[] shown =
                    identity == null ? null : new KeyManager[] {new OneKeyManager(identity.key(), identity.chain())};
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(shown, terms.insecure() ? new TrustManager[] {new Anybody()} : managers(terms.bundle()), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("unable to load root certificates: " + e.getMessage(), e);
        }
    }

    private static TrustManager[] managers(@Nullable Bytes bundle) throws GeneralSecurityException, IOException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        KeyStore store = null;
        if (bundle != null && bundle.size() > 0) {
            store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate certificate : CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(bundle.shared()))) {
                store.setCertificateEntry("ca-" + number++, certificate);
            }
        }
        factory.init(store);
        return factory.getTrustManagers();
    }

    /** Looks at no certificate. */
    private static final class Anybody extends X509ExtendedTrustManager {
        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            throw new UnsupportedOperationException("this side is a client");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {
            throw new UnsupportedOperationException("this side is a client");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            throw new UnsupportedOperationException("this side is a client");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
