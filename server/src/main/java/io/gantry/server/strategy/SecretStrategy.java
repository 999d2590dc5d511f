package io.gantry.server.strategy;

import io.gantry.api.core.v1.Secret;
import io.gantry.api.core.v1.SecretType;
import io.gantry.api.types.Bytes;
import io.gantry.server.registry.Strategy;
import java.util.HashMap;
import java.util.Map;

/** What clients write as text in {@code stringData} is kept in {@code data}. */
public final class SecretStrategy extends Strategy<Secret> {
    public SecretStrategy() {
        super(SecretType.KIND);
    }

    @Override
    public Secret prepareCreate(Secret object, Context context) {
        return merged(object);
    }

    @Override
    public Secret prepareUpdate(Secret next, Secret old, Context context) {
        Secret merged = merged(next);
        String type = merged.type();
        return type == null || type.isEmpty()
                ? new Secret(merged.metadata(), merged.data(), old.type(), merged.stringData(), merged.immutable())
                : merged;
    }

    private static Secret merged(Secret secret) {
        if (secret.stringData().isEmpty()) {
            return secret;
        }
        Map<String, Bytes> data = new HashMap<>(secret.data());
        secret.stringData().forEach((key, text) -> data.put(key, Bytes.utf8(text)));
        return new Secret(secret.metadata(), data, secret.type(), Map.of(), secret.immutable());
    }
}
