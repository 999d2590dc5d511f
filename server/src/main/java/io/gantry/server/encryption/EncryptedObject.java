package io.gantry.server.encryption;

import io.gantry.api.types.Bytes;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;

/**
 * What is stored of a value that was encrypted with the help of a KMS plugin.
 *
 * <p>Source: {@code EncryptedObject} of {@code apiserver/pkg/storage/value/encrypt/envelope/kmsv2/v2}.
 *
 * @param data the value, encrypted with a key that follows from {@code source}
 * @param source the key or seed, encrypted by the plugin
 * @param type what {@code source} is
 */
record EncryptedObject(Bytes data, KmsService.Encrypted source, int type) {
    /** A key for AES-GCM: what servers before Kubernetes 1.28 wrote. */
    static final int AES_GCM_KEY = 0;
    /** A seed that HKDF makes a key of for each value. */
    static final int SEED = 1;

    private static final int KEY_ID_LIMIT = 1024;
    private static final int SOURCE_LIMIT = 1024;
    private static final int ANNOTATIONS_LIMIT = 32 * 1024;

    /** Behind {@code prefix}. */
    byte[] encode(byte[] prefix) {
        byte[] message = new Wire.Writer()
                .bytes(1, data.shared())
                .text(2, source.keyId())
                .bytes(3, source.ciphertext().shared())
                .map(4, source.annotations())
                .number(5, type)
                .done();
        byte[] stored = Arrays.copyOf(prefix, prefix.length + message.length);
        System.arraycopy(message, 0, stored, prefix.length, message.length);
        return stored;
    }

    /** @throws IOException when it is no such message, or one that Kubernetes would not take either */
    static EncryptedObject decode(byte[] stored, int offset) throws IOException {
        Wire.Fields fields = Wire.read(stored, offset, 4);
        EncryptedObject object = new EncryptedObject(
                Bytes.ofOwned(fields.bytes(1)),
                new KmsService.Encrypted(Bytes.ofOwned(fields.bytes(3)), fields.text(2), fields.map(4)),
                fields.number(5));
        if (object.type != AES_GCM_KEY && object.type != SEED) {
            throw new IOException("unknown encryptedDEKSourceType: " + object.type);
        }
        if (object.data.size() == 0) {
            throw new IOException("encrypted data is empty");
        }
        check(object.source);
        return object;
    }

    /** @throws IOException when a plugin's answer is not one that may be stored */
    static void check(KmsService.Encrypted source) throws IOException {
        int size = source.ciphertext().size();
        if (size == 0) {
            throw new IOException("failed to validate encrypted DEK source: encrypted DEK source is empty");
        }
        if (size > SOURCE_LIMIT) {
            throw new IOException("failed to validate encrypted DEK source: encrypted DEK source is " + size
                    + " bytes, which exceeds the max size of " + SOURCE_LIMIT);
        }
        String wrong = wrongKeyId(source.keyId());
        if (!wrong.isEmpty()) {
            throw new IOException("failed to validate key id: " + wrong);
        }
        int total = 0;
        for (Map.Entry<String, Bytes> annotation : source.annotations().entrySet()) {
            if (!annotation.getKey().matches("([a-z0-9]([-a-z0-9]*[a-z0-9])?\\.)+[a-z0-9]([-a-z0-9]*[a-z0-9])?")) {
                throw new IOException("failed to validate annotations: annotations: Invalid value: \""
                        + annotation.getKey() + "\": should be a domain with at least two segments separated by dots");
            }
            total += annotation.getKey().length() + annotation.getValue().size();
        }
        if (total > ANNOTATIONS_LIMIT) {
            throw new IOException("failed to validate annotations: total size of annotations is " + total
                    + ", which exceeds the max size of " + ANNOTATIONS_LIMIT);
        }
    }

    /** Empty when it is good. */
    static String wrongKeyId(String keyId) {
        if (keyId.isEmpty()) {
            return "keyID is empty";
        }
        return keyId.length() > KEY_ID_LIMIT
                ? "keyID is " + keyId.length() + " bytes, which exceeds the max size of " + KEY_ID_LIMIT
                : "";
    }
}
