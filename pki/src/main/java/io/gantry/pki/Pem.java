package io.gantry.pki;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Certificates and keys as PEM text (RFC 7468). Uses the JDK only, because it runs on the way to the first request, where
 * loading a second provider would cost more than everything else here.
 */
public final class Pem {
    private static final Base64.Encoder BASE64 = Base64.getMimeEncoder(64, new byte[] {'\n'});

    /** A labelled block of DER, read-only. */
    public record Block(String label, ByteBuffer bytes) {
        byte[] der() {
            var der = new byte[bytes.remaining()];
            bytes.duplicate().get(der);
            return der;
        }
    }

    private Pem() {}

    public static String encode(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n" + BASE64.encodeToString(der) + "\n-----END " + label + "-----\n";
    }

    public static String encode(X509Certificate certificate) {
        try {
            return encode("CERTIFICATE", certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new PkiException("the certificate cannot be encoded", e);
        }
    }

    public static String encode(List<X509Certificate> certificates) {
        var text = new StringBuilder();
        certificates.forEach(certificate -> text.append(encode(certificate)));
        return text.toString();
    }

    /** PKCS #8 for a private key, SubjectPublicKeyInfo for a public one. */
    public static String encode(Key key) {
        return encode(key instanceof PrivateKey ? "PRIVATE KEY" : "PUBLIC KEY", key.getEncoded());
    }

    /** A private key in PKCS #8, an EC one together with its public key: see {@link Keys#belongTogether}. */
    static String encode(PrivateKey key, PublicKey publicKey) {
        return key instanceof ECPrivateKey elliptic && publicKey instanceof ECPublicKey point
                ? encode("PRIVATE KEY", Sec1.pkcs8(elliptic, point))
                : encode(key);
    }

    /** All blocks of a text, in order. Text around the blocks is skipped; {@code name} is what errors call the text. */
    public static List<Block> blocks(String name, String text) {
        var blocks = new ArrayList<Block>();
        int at = 0;
        while ((at = text.indexOf("-----BEGIN ", at)) >= 0) {
            int labelStart = at + "-----BEGIN ".length();
            int labelEnd = text.indexOf("-----", labelStart);
            if (labelEnd < 0) {
                throw new PkiException(name + ": a PEM header without its end");
            }
            var label = text.substring(labelStart, labelEnd);
            var footer = "-----END " + label + "-----";
            int bodyEnd = text.indexOf(footer, labelEnd);
            if (bodyEnd < 0) {
                throw new PkiException(name + ": the PEM block " + label + " has no end");
            }
            var body = text.substring(labelEnd + "-----".length(), bodyEnd);
            try {
                blocks.add(new Block(
                        label,
                        ByteBuffer.wrap(Base64.getMimeDecoder().decode(body)).asReadOnlyBuffer()));
            } catch (IllegalArgumentException e) {
                throw new PkiException(name + ": the PEM block " + label + " is not Base64", e);
            }
            at = bodyEnd + footer.length();
        }
        return blocks;
    }

    /** The certificates of a text, in order; at least one. */
    public static List<X509Certificate> certificates(String name, String text) {
        var certificates = new ArrayList<X509Certificate>();
        for (var block : blocks(name, text)) {
            if (block.label().equals("CERTIFICATE")) {
                certificates.add(certificate(name, block.der()));
            }
        }
        if (certificates.isEmpty()) {
            throw new PkiException(name + ": no certificate in it");
        }
        return List.copyOf(certificates);
    }

    static X509Certificate certificate(String name, byte[] der) {
        try {
            Certificate certificate =
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
            return (X509Certificate) certificate;
        } catch (GeneralSecurityException e) {
            throw new PkiException(name + ": a certificate in it cannot be read", e);
        }
    }

    /** The first private key of a text: an EC or RSA key in PKCS #8. */
    public static PrivateKey privateKey(String name, String text) {
        for (var block : blocks(name, text)) {
            if (block.label().equals("PRIVATE KEY")) {
                var spec = new PKCS8EncodedKeySpec(block.der());
                return key(name, algorithm -> KeyFactory.getInstance(algorithm).generatePrivate(spec));
            }
        }
        throw new PkiException(name + ": no PKCS #8 private key (BEGIN PRIVATE KEY) in it");
    }

    /** The public keys of a text, in order; at least one. */
    public static List<PublicKey> publicKeys(String name, String text) {
        var keys = new ArrayList<PublicKey>();
        for (var block : blocks(name, text)) {
            if (block.label().equals("PUBLIC KEY")) {
                var spec = new X509EncodedKeySpec(block.der());
                keys.add(
                        key(name, algorithm -> KeyFactory.getInstance(algorithm).generatePublic(spec)));
            }
        }
        if (keys.isEmpty()) {
            throw new PkiException(name + ": no public key in it");
        }
        return List.copyOf(keys);
    }

    private interface Parser<T> {
        T parse(String algorithm) throws GeneralSecurityException;
    }

    private static <T> T key(String name, Parser<T> parser) {
        try {
            return parser.parse("EC");
        } catch (GeneralSecurityException notElliptic) {
            try {
                return parser.parse("RSA");
            } catch (GeneralSecurityException e) {
                e.addSuppressed(notElliptic);
                throw new PkiException(name + ": the key in it is neither an EC nor an RSA key", e);
            }
        }
    }
}
