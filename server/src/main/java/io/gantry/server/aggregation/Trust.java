package io.gantry.server.aggregation;

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

/** TLS contexts that show the front-proxy certificate, by whom they trust. Thread-safe. */
final class Trust {
    /** More than so many are not remembered at once. */
    private static final int LIMIT = 200;

    /** @param bundle PEM certificates; null for those that the machine trusts */
    private record Key(@Nullable Bytes bundle, boolean insecure, FrontProxy.Identity shown) {}

    private final FrontProxy proxy;
    private final Map<Key, SSLContext> known = new ConcurrentHashMap<>();

    Trust(FrontProxy proxy) {
        this.proxy = proxy;
    }

    SSLContext context(Route route) throws IOException {
        Key key = new Key(route.bundle(), route.insecure(), proxy.identity());
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

    private static SSLContext make(Key key) throws IOException {
        try {
            KeyManager[] shown = {
                new OneKeyManager(key.shown().key(), key.shown().chain())
            };
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(shown, key.insecure() ? new TrustManager[] {new Anybody()} : managers(key.bundle()), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("unable to load root certificates: " + e.getMessage(), e);
        }
    }

    private static TrustManager[] managers(@Nullable Bytes bundle) throws GeneralSecurityException, IOException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        KeyStore store = null;
        if (bundle != null) {
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

    /** {@code insecureSkipTLSVerify}: the administrator said that the server's certificate is not to be looked at. */
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
