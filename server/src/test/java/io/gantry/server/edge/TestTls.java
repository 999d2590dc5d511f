package io.gantry.server.edge;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.net.InetAddress;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** An authority, a server's certificate for localhost, and clients' certificates, made once for all tests. */
public final class TestTls {
    public static final X509Bundle CA = authority("gantry-test-ca");
    public static final X509Bundle OTHER_CA = authority("somebody-else");
    public static final X509Bundle SERVER = server();

    private TestTls() {}

    public static X509Bundle authority(String name) {
        return build(
                new CertificateBuilder()
                        .ecp256()
                        .subject("CN=" + name)
                        .setIsCertificateAuthority(true)
                        .setKeyUsage(true, CertificateBuilder.KeyUsage.keyCertSign),
                null);
    }

    private static X509Bundle server() {
        return build(
                new CertificateBuilder()
                        .ecp256()
                        .subject("CN=localhost")
                        .addSanDnsName("localhost")
                        .addSanIpAddress(InetAddress.getLoopbackAddress())
                        .addExtendedKeyUsageServerAuth(),
                CA);
    }

    public static X509Bundle client(String subject, X509Bundle issuer) {
        return build(new CertificateBuilder().ecp256().subject(subject).addExtendedKeyUsageClientAuth(), issuer);
    }

    public static X509Bundle expiredClient(String subject) {
        var now = Instant.now();
        return build(
                new CertificateBuilder()
                        .ecp256()
                        .subject(subject)
                        .notBefore(now.minus(Duration.ofDays(2)))
                        .notAfter(now.minus(Duration.ofDays(1)))
                        .addExtendedKeyUsageClientAuth(),
                CA);
    }

    public static X509Bundle build(CertificateBuilder builder, @Nullable X509Bundle issuer) {
        try {
            return issuer == null ? builder.buildSelfSigned() : builder.buildIssuedBy(issuer);
        } catch (Exception e) {
            throw new IllegalStateException("test certificates", e);
        }
    }

    public static TlsMaterial material(X509Bundle... clientCas) {
        var cas = java.util.Arrays.stream(clientCas)
                .map(X509Bundle::getCertificate)
                .toList();
        return new TlsMaterial(SERVER.getKeyPair().getPrivate(), List.of(SERVER.getCertificate()), cas);
    }

    /** A client's context that trusts our authority and shows {@code client}. */
    public static SSLContext clientContext(@Nullable X509Bundle client) {
        try {
            KeyManager[] keys = {};
            if (client != null) {
                var store = KeyStore.getInstance("PKCS12");
                store.load(null, null);
                char[] none = {};
                store.setKeyEntry("client", client.getKeyPair().getPrivate(), none, client.getCertificatePath());
                var factory = KeyManagerFactory.getInstance("PKIX");
                factory.init(store, none);
                keys = factory.getKeyManagers();
            }
            var context = SSLContext.getInstance("TLS");
            context.init(keys, CA.toTrustManagerFactory().getTrustManagers(), new SecureRandom());
            return context;
        } catch (Exception e) {
            throw new IllegalStateException("client TLS", e);
        }
    }
}
