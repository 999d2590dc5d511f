package io.gantry.pki;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.util.HashSet;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class P256Test {
    private static final byte[] CONTENT = "what is signed".getBytes(StandardCharsets.UTF_8);
    private static final SecureRandom RANDOM = new SecureRandom();

    private static byte[] signed(KeyPair keys) throws Exception {
        var signer = Keys.certificateSigner(keys.getPrivate(), RANDOM);
        signer.getOutputStream().write(CONTENT);
        return signer.getSignature();
    }

    private static boolean verified(KeyPair keys, byte[] signature) throws Exception {
        var verifier = Signature.getInstance(Keys.signatureAlgorithm(keys.getPrivate()));
        verifier.initVerify(keys.getPublic());
        verifier.update(CONTENT);
        return verifier.verify(signature);
    }

    @RepeatedTest(20)
    void theJdkTakesTheKeysAndTheSignatures() throws Exception {
        var keys = P256.generate(RANDOM);

        assertThat(Keys.belongTogether(keys.getPrivate(), keys.getPublic())).isTrue();
        assertThat(verified(keys, signed(keys))).isTrue();
        assertThat(verified(P256.generate(RANDOM), signed(keys))).isFalse();
    }

    @Test
    void eachKeyAndEachSignatureIsAnother() throws Exception {
        var seen = new HashSet<Object>();
        var keys = P256.generate(RANDOM);
        for (int i = 0; i < 10; i++) {
            assertThat(seen.add(((ECPrivateKey) P256.generate(RANDOM).getPrivate()).getS()))
                    .isTrue();
            // The numbers begin behind the head of the DER sequence; a nonce that comes again gives the key away.
            assertThat(seen.add(new String(signed(keys), StandardCharsets.ISO_8859_1).substring(4, 34)))
                    .isTrue();
        }
    }

    /** An authority that somebody brought with them may have any key. */
    @Test
    void otherKeysSignToo() throws Exception {
        var rsa = KeyPairGenerator.getInstance("RSA");
        rsa.initialize(2048);
        var one = rsa.generateKeyPair();
        assertThat(verified(one, signed(one))).isTrue();

        var p384 = KeyPairGenerator.getInstance("EC");
        p384.initialize(384);
        var other = p384.generateKeyPair();
        assertThat(verified(other, signed(other))).isTrue();
    }
}
