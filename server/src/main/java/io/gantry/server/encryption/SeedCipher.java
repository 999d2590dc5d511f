package io.gantry.server.encryption;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-GCM with a key for each value, which HKDF with SHA-256 expands from a seed and 32 random bytes; those lie before what
 * {@link AesGcm} stores. So one seed serves any number of values. Thread-safe.
 */
final class SeedCipher implements Sealer {
    static final int SEED_BYTES = 32;
    private static final int INFO_BYTES = 32;
    private static final int KEY_BYTES = 32;

    private final SecretKey seed;
    private final SecureRandom random;

    SeedCipher(byte[] seed, SecureRandom random) throws GeneralSecurityException {
        if (seed.length < SEED_BYTES) {
            throw new GeneralSecurityException("invalid seed length " + seed.length + " used for key generation");
        }
        this.seed = new SecretKeySpec(seed, "HKDF-SHA256");
        this.random = random;
    }

    @Override
    public byte[] seal(byte[] prefix, byte[] plain, byte[] context) {
        byte[] info = new byte[INFO_BYTES];
        random.nextBytes(info);
        byte[] begin = Arrays.copyOf(prefix, prefix.length + INFO_BYTES);
        System.arraycopy(info, 0, begin, prefix.length, INFO_BYTES);
        try {
            return cipher(info).seal(begin, plain, context);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HKDF failed", e);
        }
    }

    @Override
    public byte[] open(byte[] sealed, int prefix, byte[] context) throws GeneralSecurityException {
        int start = prefix + INFO_BYTES;
        if (sealed.length < start) {
            throw new AEADBadTagException("the stored data was shorter than the required size");
        }
        return cipher(Arrays.copyOfRange(sealed, prefix, start)).open(sealed, start, context);
    }

    private AesGcm cipher(byte[] info) throws GeneralSecurityException {
        byte[] key = KDF.getInstance("HKDF-SHA256").deriveData(HKDFParameterSpec.expandOnly(seed, info, KEY_BYTES));
        return new AesGcm(key, random);
    }
}
