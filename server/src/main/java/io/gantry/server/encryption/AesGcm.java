package io.gantry.server.encryption;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-GCM as {@code aesgcm} stores it: a random nonce, then the ciphertext with its tag; where the value lies is
 * authenticated with it.
 */
final class AesGcm implements Sealer {
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BYTES = 16;

    private final SecretKeySpec key;
    private final SecureRandom random;

    AesGcm(byte[] key, SecureRandom random) {
        this.key = new SecretKeySpec(key, "AES");
        this.random = random;
    }

    @Override
    public byte[] seal(byte[] prefix, byte[] plain, byte[] context) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        int start = prefix.length + NONCE_BYTES;
        byte[] sealed = Arrays.copyOf(prefix, start + plain.length + TAG_BYTES);
        System.arraycopy(nonce, 0, sealed, prefix.length, NONCE_BYTES);
        try {
            cipher(Cipher.ENCRYPT_MODE, nonce, 0, context).doFinal(plain, 0, plain.length, sealed, start);
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM failed to encrypt", e);
        }
    }

    @Override
    public byte[] open(byte[] sealed, int prefix, byte[] context) throws GeneralSecurityException {
        int start = prefix + NONCE_BYTES;
        if (sealed.length < start + TAG_BYTES) {
            throw new AEADBadTagException("the value is too short");
        }
        return cipher(Cipher.DECRYPT_MODE, sealed, prefix, context).doFinal(sealed, start, sealed.length - start);
    }

    private Cipher cipher(int mode, byte[] nonce, int offset, byte[] context) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(8 * TAG_BYTES, nonce, offset, NONCE_BYTES));
        cipher.updateAAD(context);
        return cipher;
    }
}
