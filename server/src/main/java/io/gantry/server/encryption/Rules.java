package io.gantry.server.encryption;

import java.util.List;

/** Decides how the values of each resource are stored. Thread-safe. */
@FunctionalInterface
interface Rules {
    /** @param key as the store has it */
    Schemes of(String key);

    /** The KMS plugins that these rules need. */
    default List<KmsProvider> providers() {
        return List.of();
    }

    /** The same before something is written: keys that it will be encrypted with are on disk once this returns. */
    default Schemes toWrite(String key) {
        return of(key);
    }
}
