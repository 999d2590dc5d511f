package io.gantry.server.edge;

import io.gantry.base.OneKeyManager;
import io.gantry.base.Time;
import io.netty.handler.codec.http2.Http2SecurityUtil;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * TLS contexts made from the newest {@link TlsMaterial}, and the judgement of client certificates.
 *
 * <p>The handshake asks for a client certificate and accepts any whose key the client holds; whether it is one of ours is
 * found out at the first request that asks, off the event loop, and kept while the client CAs stay the same and no
 * certificate of the chain expires.
 */
final class TlsContexts {
    /** A certificate that is not valid yet may become so. */
    private static final Duration REFUSAL_STANDS = Duration.ofSeconds(10);

    private static final ApplicationProtocolConfig ALPN = new ApplicationProtocolConfig(
            ApplicationProtocolConfig.Protocol.ALPN,
            ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
            ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
            ApplicationProtocolNames.HTTP_2,
            ApplicationProtocolNames.HTTP_1_1);

    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    /**
     * What became of a chain.
     *
     * @param by the material it was judged by
     * @param until from when on it has to be judged anew
     */
    record Verdict(TlsMaterial by, Instant until, @Nullable String problem) {}

    private record Built(TlsMaterial material, SslContext context) {
        /** Mostly it is the very same. */
        boolean isOf(TlsMaterial wanted) {
            return wanted == material || wanted.equals(material);
        }
    }

    private final Supplier<TlsMaterial> supplier;
    private final Time time;
    private final ReentrantLock building = new ReentrantLock();
    private volatile @Nullable Built built;

    TlsContexts(Supplier<TlsMaterial> supplier, Time time) {
        this.supplier = supplier;
        this.time = time;
    }

    /** The context for a new connection. */
    SslContext current() throws SSLException {
        var material = supplier.get();
        var newest = built;
        if (newest != null && newest.isOf(material)) {
            return newest.context;
        }
        building.lock();
        try {
            newest = built;
            if (newest == null || !newest.isOf(material)) {
                newest = new Built(material, build(material));
                built = newest;
            }
            return newest.context;
        } finally {
            building.unlock();
        }
    }

    /**
     * In native code (BoringSSL) where there is a library for this machine: the JDK's ciphers are slow until the JIT has compiled
     * them.
     */
    private static SslContext build(TlsMaterial material) throws SSLException {
        return OpenSsl.isAvailable() ? nativeTls(material) : jdkTls(material);
    }

    private static SslContext nativeTls(TlsMaterial material) throws SSLException {
        return SslContextBuilder.forServer(new OneKeyManager(material.key(), material.chain()))
                .sslProvider(SslProvider.OPENSSL)
                .trustManager(new AskOnly(material.named()))
                .clientAuth(clientAuth(material))
                .protocols(PROTOCOLS)
                .ciphers(Http2SecurityUtil.CIPHERS, SupportedCipherSuiteFilter.INSTANCE)
                .applicationProtocolConfig(ALPN)
                .build();
    }

    private static ClientAuth clientAuth(TlsMaterial material) {
        return material.named().isEmpty() ? ClientAuth.NONE : ClientAuth.OPTIONAL;
    }

    /**
     * Around a context of the JDK's. Netty's builder would lead the key through an encrypted key store and load all of Bouncy
     * Castle's provider to try something out: most of the time until a fresh process's first connection.
     */
    private static SslContext jdkTls(TlsMaterial material) throws SSLException {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(
                    new KeyManager[] {new OneKeyManager(material.key(), material.chain())},
                    new TrustManager[] {new AskOnly(material.named())},
                    null);
            // Resumption is by ticket: the server keeps nothing. This bounds what TLS 1.2 clients without tickets cost.
            context.getServerSessionContext().setSessionCacheSize(1000);
            return new JdkSslContext(
                    context,
                    false,
                    Http2SecurityUtil.CIPHERS,
                    SupportedCipherSuiteFilter.INSTANCE,
                    ALPN,
                    clientAuth(material),
                    PROTOCOLS,
                    false);
        } catch (GeneralSecurityException e) {
            throw new SSLException("the server's key and certificate cannot be used", e);
        }
    }

    /** Whether a verdict may still be used. */
    boolean stands(Verdict verdict) {
        return verdict.by.equals(supplier.get()) && time.now().isBefore(verdict.until);
    }

    /** Judges a chain, leaf first. */
    Verdict verify(List<X509Certificate> chain) {
        var material = supplier.get();
        var now = time.now();
        String problem = ClientChains.problem(chain, material.clientCas(), now);
        if (problem != null) {
            return new Verdict(material, now.plus(REFUSAL_STANDS), problem);
        }
        var until = chain.stream()
                .map(certificate -> certificate.getNotAfter().toInstant())
                .min(Instant::compareTo)
                .orElse(now);
        return new Verdict(material, until, null);
    }

    /** Names the authorities that clients may choose a certificate by; leaves the judgement to {@link #verify}. */
    private static final class AskOnly extends X509ExtendedTrustManager {
        private final X509Certificate[] authorities;

        AskOnly(List<X509Certificate> authorities) {
            this.authorities = authorities.toArray(new X509Certificate[0]);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return authorities.clone();
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
                throws CertificateException {
            throw new CertificateException("for servers only");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
                throws CertificateException {
            throw new CertificateException("for servers only");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            throw new CertificateException("for servers only");
        }
    }
}
