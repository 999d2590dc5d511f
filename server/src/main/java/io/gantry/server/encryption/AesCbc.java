package io.gantry.server.encryption;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-CBC with PKCS #7 padding as {@code aescbc} stores it: a random initialization vector, then the ciphertext. Nothing is
 * authenticated, which is why Kubernetes advises against it.
 */
final class AesCbc implements Sealer {
    private static final int BLOCK_BYTES = 16;

    private final SecretKeySpec key;
    private final SecureRandom random;

    AesCbc(byte[] key, SecureRandom random) {
        this.key = new SecretKeySpec(key, "AES");
        this.random = random;
    }

    @Override
    public byte[] seal(byte[] prefix, byte[] plain, byte[] context) {
        byte[] vector = new byte[BLOCK_BYTES];
        random.nextBytes(vector);
        int start = prefix.length + BLOCK_BYTES;
        int padded = (plain.length / BLOCK_BYTES + 1) * BLOCK_BYTES;
        byte[] sealed = Arrays.copyOf(prefix, start + padded);
        System.arraycopy(vector, 0, sealed, prefix.length, BLOCK_BYTES);
        try {
            cipher(Cipher.ENCRYPT_MODE, vector, 0).doFinal(plain, 0, plain.length, sealed, start);
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-CBC failed to encrypt", e);
        }
    }

    @Override
    public byte[] open(byte[] sealed, int prefix, byte[] context) throws GeneralSecurityException {
        int start = prefix + BLOCK_BYTES;
        if (sealed.length < start + BLOCK_BYTES || (sealed.length - start) % BLOCK_BYTES != 0) {
            throw new BadPaddingException("the value has a length that no encryption gives");
        }
        return cipher(Cipher.DECRYPT_MODE, sealed, prefix).doFinal(sealed, start, sealed.length - start);
    }

    private Cipher cipher(int mode, byte[] vector, int offset) throws GeneralSecurityException {
        // PKCS5Padding is the JDK's name of the padding that PKCS #7 defines for blocks of any size.
        Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
        cipher.init(mode, key, new IvParameterSpec(vector, offset, BLOCK_BYTES));
        return cipher;
    }
}
