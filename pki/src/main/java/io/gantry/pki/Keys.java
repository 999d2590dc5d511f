package io.gantry.pki;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Making and matching keys. Everything Gantry makes is an EC key on P-256. */
final class Keys {
    private static final byte[] PROBE = {'g', 'a', 'n', 't', 'r', 'y'};

    private Keys() {}

    static KeyPair generate() {
        return P256.generate(new SecureRandom());
    }

    /** Signs a certificate. For one signature. */
    static ContentSigner certificateSigner(PrivateKey key, SecureRandom random) throws OperatorCreationException {
        return key instanceof ECPrivateKey ec && P256.has(ec)
                ? P256.signer(ec, random)
                : new JcaContentSignerBuilder(signatureAlgorithm(key)).build(key);
    }

    static String signatureAlgorithm(Key key) {
        return key instanceof ECKey ? "SHA256withECDSA" : "SHA256withRSA";
    }

    /**
     * Whether the two are a pair. A private key that was written with its public one says so itself; of another a signature is
     * asked, which in a young JVM takes a fifth of a second (the JDK first makes a table of P-256).
     */
    static boolean belongTogether(PrivateKey privateKey, PublicKey publicKey) {
        if (!privateKey.getAlgorithm().equals(publicKey.getAlgorithm())) {
            return false;
        }
        if (publicKey instanceof ECPublicKey point && endsWith(privateKey.getEncoded(), Sec1.bits(point))) {
            return true;
        }
        try {
            var signer = Signature.getInstance(signatureAlgorithm(privateKey));
            signer.initSign(privateKey);
            signer.update(PROBE);
            var signature = signer.sign();
            signer.initVerify(publicKey);
            signer.update(PROBE);
            return signer.verify(signature);
        } catch (GeneralSecurityException e) {
            throw new PkiException("the key cannot sign", e);
        }
    }

    private static boolean endsWith(byte[] bytes, byte[] end) {
        int start = bytes.length - end.length;
        return start >= 0 && Arrays.equals(bytes, start, bytes.length, end, 0, end.length);
    }
}
