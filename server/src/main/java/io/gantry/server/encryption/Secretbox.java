package io.gantry.server.encryption;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import org.bouncycastle.crypto.engines.XSalsa20Engine;
import org.bouncycastle.crypto.macs.Poly1305;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;

/**
 * XSalsa20 and Poly1305 as {@code secretbox} stores them: a random nonce, the tag, the ciphertext. It does not authenticate
 * where the value lies.
 *
 * <p>Source: NaCl's crypto_secretbox: the first 32 bytes of the key stream are the key of the tag.
 */
final class Secretbox implements Sealer {
    private static final int NONCE_BYTES = 24;
    private static final int TAG_BYTES = 16;
    private static final int TAG_KEY_BYTES = 32;

    private final KeyParameter key;
    private final SecureRandom random;

    Secretbox(byte[] key, SecureRandom random) {
        this.key = new KeyParameter(key);
        this.random = random;
    }

    @Override
    public byte[] seal(byte[] prefix, byte[] plain, byte[] context) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        int tag = prefix.length + NONCE_BYTES;
        int start = tag + TAG_BYTES;
        byte[] sealed = Arrays.copyOf(prefix, start + plain.length);
        System.arraycopy(nonce, 0, sealed, prefix.length, NONCE_BYTES);
        XSalsa20Engine stream = stream(nonce);
        KeyParameter tagKey = tagKey(stream);
        stream.processBytes(plain, 0, plain.length, sealed, start);
        System.arraycopy(tag(tagKey, sealed, start), 0, sealed, tag, TAG_BYTES);
        return sealed;
    }

    @Override
    public byte[] open(byte[] sealed, int prefix, byte[] context) throws GeneralSecurityException {
        int tag = prefix + NONCE_BYTES;
        int start = tag + TAG_BYTES;
        if (sealed.length < start) {
            throw new AEADBadTagException("the value is too short");
        }
        XSalsa20Engine stream = stream(Arrays.copyOfRange(sealed, prefix, tag));
        byte[] expected = tag(tagKey(stream), sealed, start);
        if (!MessageDigest.isEqual(expected, Arrays.copyOfRange(sealed, tag, start))) {
            throw new AEADBadTagException("the value does not match its tag");
        }
        byte[] plain = new byte[sealed.length - start];
        stream.processBytes(sealed, start, plain.length, plain, 0);
        return plain;
    }

    private XSalsa20Engine stream(byte[] nonce) {
        XSalsa20Engine stream = new XSalsa20Engine();
        stream.init(true, new ParametersWithIV(key, nonce));
        return stream;
    }

    private static KeyParameter tagKey(XSalsa20Engine stream) {
        byte[] bytes = new byte[TAG_KEY_BYTES];
        stream.processBytes(bytes, 0, bytes.length, bytes, 0);
        return new KeyParameter(bytes);
    }

    private static byte[] tag(KeyParameter tagKey, byte[] sealed, int start) {
        Poly1305 authenticator = new Poly1305();
        authenticator.init(tagKey);
        authenticator.update(sealed, start, sealed.length - start);
        byte[] tag = new byte[TAG_BYTES];
        authenticator.doFinal(tag, 0);
        return tag;
    }
}
