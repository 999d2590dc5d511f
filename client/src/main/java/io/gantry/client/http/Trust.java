package io.gantry.client.http;

import io.gantry.base.OneKeyManager;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** TLS settings from PEM. */
final class Trust {
    private static final Pattern KEY = Pattern.compile("-----BEGIN ([A-Z ]*)PRIVATE KEY-----([^-]*)-----END");

    private Trust() {}

    /** @throws IllegalArgumentException when a certificate or the key cannot be read */
    static SSLContext context(ApiServer server) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keyManagers(server), trustManagers(server), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("the certificates for " + server.url() + " cannot be used: " + e, e);
        }
    }

    /**
     * For a server that anybody may ask.
     *
     * @param authorityPem certificates to trust; null for the system's
     * @throws IllegalArgumentException when they cannot be read
     */
    static SSLContext context(@Nullable String authorityPem) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, authorityPem == null ? null : trustManagers(authorityPem), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("the certificates to trust cannot be used: " + e, e);
        }
    }

    private static KeyManager @Nullable [] keyManagers(ApiServer server) throws GeneralSecurityException {
        String certificate = server.certificatePem();
        String key = server.keyPem();
        if (certificate == null || key == null) {
            return null;
        }
        List<X509Certificate> chain = certificates(certificate).stream()
                .map(X509Certificate.class::cast)
                .toList();
        return new KeyManager[] {new OneKeyManager(key(key), chain)};
    }

    private static TrustManager @Nullable [] trustManagers(ApiServer server)
            throws GeneralSecurityException, IOException {
        if (server.insecure()) {
            return new TrustManager[] {new TrustsAll()};
        }
        String authority = server.authorityPem();
        return authority == null ? null : trustManagers(authority);
    }

    private static TrustManager[] trustManagers(String authority) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        int number = 0;
        for (Certificate certificate : certificates(authority)) {
            store.setCertificateEntry("ca" + number++, certificate);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static Collection<? extends Certificate> certificates(String pem) throws GeneralSecurityException {
        Collection<? extends Certificate> found = CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)));
        if (found.isEmpty()) {
            throw new GeneralSecurityException("no certificate in the PEM text");
        }
        return found;
    }

    /** A key in PKCS#8, in RSA's own form (PKCS#1), which kubeadm writes, or in the curves' own (SEC 1), which we write. */
    static PrivateKey key(String pem) throws GeneralSecurityException {
        Matcher matcher = KEY.matcher(pem);
        if (!matcher.find()) {
            throw new GeneralSecurityException("no private key in the PEM text");
        }
        byte[] der = Base64.getMimeDecoder().decode(matcher.group(2));
        String form = matcher.group(1).strip();
        switch (form) {
            case "" -> {
                InvalidKeySpecException last = null;
                for (String algorithm : List.of("EC", "RSA", "Ed25519")) {
                    try {
                        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
                    } catch (InvalidKeySpecException e) {
                        last = e; // of another algorithm, most likely
                    }
                }
                throw new GeneralSecurityException("the private key is of no known algorithm (EC, RSA, Ed25519)", last);
            }
            case "RSA" -> {
                return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(wrappedRsa(der)));
            }
            case "EC" -> {
                return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(wrappedCurve(der)));
            }
            default ->
                throw new GeneralSecurityException("a private key in the form \"" + form
                        + "\" cannot be read; convert it: openssl pkcs8 -topk8 -nocrypt");
        }
    }

    /** PKCS#8 around PKCS#1: SEQUENCE { INTEGER 0, SEQUENCE { OID rsaEncryption, NULL }, OCTET STRING }. */
    private static byte[] wrappedRsa(byte[] key) {
        byte[] head = {
            0x02,
            0x01,
            0x00,
            0x30,
            0x0d,
            0x06,
            0x09,
            0x2a,
            (byte) 0x86,
            0x48,
            (byte) 0x86,
            (byte) 0xf7,
            0x0d,
            0x01,
            0x01,
            0x01,
            0x05,
            0x00
        };
        byte[] octets = tagged(0x04, key);
        byte[] body = Arrays.copyOf(head, head.length + octets.length);
        System.arraycopy(octets, 0, body, head.length, octets.length);
        return tagged(0x30, body);
    }

    /**
     * PKCS#8 around SEC 1: SEQUENCE { INTEGER 0, SEQUENCE { OID ecPublicKey, curve }, OCTET STRING }. The curve stands in the
     * key as its part [0], behind version and number, all of which are shorter than 128 bytes.
     */
    private static byte[] wrappedCurve(byte[] key) throws GeneralSecurityException {
        int at = key.length > 1 && key[1] < 0 ? 2 + (key[1] & 0x7f) : 2; // past the head of the sequence
        for (int part = 0; part < 2 && at + 1 < key.length && key[at + 1] >= 0; part++) {
            at += 2 + key[at + 1];
        }
        if (at + 1 >= key.length || key[at] != (byte) 0xa0 || key[at + 1] < 0 || at + 2 + key[at + 1] > key.length) {
            throw new GeneralSecurityException("the EC private key does not name its curve");
        }
        byte[] curve = Arrays.copyOfRange(key, at + 2, at + 2 + key[at + 1]);
        byte[] ecPublicKey = {0x06, 0x07, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x02, 0x01};
        byte[] body = join(new byte[] {0x02, 0x01, 0x00}, tagged(0x30, join(ecPublicKey, curve)), tagged(0x04, key));
        return tagged(0x30, body);
    }

    private static byte[] join(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] tagged(int tag, byte[] content) {
        int length = content.length;
        byte[] head = length < 0x80
                ? new byte[] {(byte) tag, (byte) length}
                : length < 0x100
                        ? new byte[] {(byte) tag, (byte) 0x81, (byte) length}
                        : new byte[] {(byte) tag, (byte) 0x82, (byte) (length >> 8), (byte) length};
        byte[] result = Arrays.copyOf(head, head.length + length);
        System.arraycopy(content, 0, result, head.length, length);
        return result;
    }

    /** For {@code insecure-skip-tls-verify}. Of this class the JDK checks the host name neither. */
    private static final class TrustsAll extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
