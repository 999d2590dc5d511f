package io.gantry.pki;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;

/** Making and matching keys. Everything Gantry makes is an EC key on P-256. */
final class Keys {
    private static final byte[] PROBE = {'g', 'a', 'n', 't', 'r', 'y'};

    private Keys() {}

    static KeyPair generate() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new PkiException("this JDK cannot make EC keys on P-256", e);
        }
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
