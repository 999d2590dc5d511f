package io.gantry.server.encryption;

import io.gantry.api.types.Bytes;
import java.io.IOException;
import java.util.Map;

/** What a KMS plugin does, as {@code KeyManagementService} of {@code k8s.io/kms/apis/v2}. Thread-safe. */
interface KmsService extends AutoCloseable {
    /**
     * @param version of the protocol, {@code v2}
     * @param health {@code ok} when all is well
     * @param keyId of the key that encrypts now
     */
    record Status(String version, String health, String keyId) {}

    /**
     * @param ciphertext what {@link #decrypt} takes
     * @param keyId of the key that encrypted it
     * @param annotations for {@link #decrypt} too
     */
    record Encrypted(Bytes ciphertext, String keyId, Map<String, Bytes> annotations) {
        public Encrypted {
            annotations = Map.copyOf(annotations);
        }
    }

    /** @throws IOException when there was no answer, in the words of Kubernetes' client; so all of these */
    Status status() throws IOException;

    /** @param uid names the call in the plugin's log */
    Encrypted encrypt(String uid, byte[] plain) throws IOException;

    byte[] decrypt(String uid, Encrypted encrypted) throws IOException;

    @Override
    void close();
}
