package io.gantry.server.encryption;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code EncryptionConfiguration} of {@code apiserver.config.k8s.io/v1}, read and valid.
 *
 * @param resources the first that names a resource decides about it
 */
record EncryptionConfiguration(List<ResourceConfiguration> resources) {
    EncryptionConfiguration {
        resources = List.copyOf(resources);
    }

    /**
     * @param names such as {@code secrets}, {@code deployments.apps}, {@code *.apps}, {@code *.} (all of the core group)
     *     and {@code *.*}
     * @param providers the first writes, all read
     */
    record ResourceConfiguration(List<String> names, List<ProviderConfiguration> providers) {
        ResourceConfiguration {
            names = List.copyOf(names);
            providers = List.copyOf(providers);
        }
    }

    /**
     * @param name {@code identity}, {@code aesgcm}, {@code aescbc}, {@code secretbox} or {@code kms}
     * @param keys the first writes, all read; none for identity and kms
     * @param kms null for all but kms
     */
    record ProviderConfiguration(
            String name, List<Key> keys, @Nullable Kms kms) {
        ProviderConfiguration {
            keys = List.copyOf(keys);
        }
    }

    /**
     * A KMS plugin, asked by the protocol's version v2.
     *
     * @param name what its values are marked with
     * @param timeout of one call
     */
    record Kms(String name, KmsSocket socket, Duration timeout) {}

    /** @param secret base64 */
    record Key(String name, String secret) {
        /** Without the secret. */
        @Override
        public String toString() {
            return name;
        }
    }
}
