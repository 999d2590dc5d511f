package io.gantry.controllers.account;

import io.gantry.api.bootstraptoken.BootstrapTokenSecret;
import io.gantry.api.core.v1.Secret;
import io.gantry.api.core.v1.SecretType;
import io.gantry.client.Informer;
import io.gantry.client.ObjectKey;
import io.gantry.controllers.runtime.Context;
import io.gantry.controllers.runtime.Controller;
import io.gantry.controllers.runtime.Expiry;
import io.gantry.controllers.runtime.Loop;
import io.gantry.controllers.runtime.Outcome;
import java.time.Instant;

/** Deletes bootstrap tokens when their time is over. */
public final class TokenCleanerLoop {
    private final Context context;
    private final Informer<Secret> secrets;

    private TokenCleanerLoop(Context context) {
        this.context = context;
        this.secrets = context.informer(SecretType.KIND);
    }

    public static Loop create(Context context) {
        var loop = new TokenCleanerLoop(context);
        Controller controller = context.controller("token-cleaner", 1, loop::reconcile);
        loop.secrets.addHandler((before, after) -> {
            if (after != null && bootstrapToken(after)) {
                controller.enqueue(after);
            }
        });
        return controller;
    }

    private static boolean bootstrapToken(Secret secret) {
        return BootstrapTokenSecret.TYPE.equals(secret.type())
                && BootstrapTokenSecret.NAMESPACE.equals(secret.namespace());
    }

    private Outcome reconcile(ObjectKey key) {
        Secret secret = secrets.reader().get(key.namespace(), key.name());
        if (secret == null || !bootstrapToken(secret) || secret.metadata().deletionTimestamp() != null) {
            return Outcome.DONE;
        }
        Instant end = BootstrapTokenSecret.expiration(secret);
        return end == null ? Outcome.DONE : Expiry.delete(context, secret, end, null);
    }
}
