package io.gantry.controllers.account;

import io.gantry.api.core.v1.ObjectReference;
import io.gantry.api.core.v1.Secret;
import io.gantry.api.core.v1.SecretBuilder;
import io.gantry.api.core.v1.SecretType;
import io.gantry.api.core.v1.ServiceAccount;
import io.gantry.api.core.v1.ServiceAccountBuilder;
import io.gantry.api.core.v1.ServiceAccountType;
import io.gantry.api.meta.v1.DeleteOptionsBuilder;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.api.meta.v1.Preconditions;
import io.gantry.api.status.StatusException;
import io.gantry.api.types.Bytes;
import io.gantry.client.Informer;
import io.gantry.client.ObjectKey;
import io.gantry.client.WriteOptions;
import io.gantry.controllers.runtime.Context;
import io.gantry.controllers.runtime.Controller;
import io.gantry.controllers.runtime.Loop;
import io.gantry.controllers.runtime.Outcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Puts a token into each Secret of type {@value #TYPE} that somebody made for a service account, and the certificate
 * authority and the namespace beside it; deletes those whose account is gone.
 */
public final class AccountTokenLoop {
    static final String TYPE = "kubernetes.io/service-account-token";
    private static final String ACCOUNT = "kubernetes.io/service-account.name";
    private static final String ACCOUNT_UID = "kubernetes.io/service-account.uid";

    /** Makes tokens. Called on the loop's thread. */
    @FunctionalInterface
    public interface Tokens {
        /** A token that holds as long as the account and the Secret of that name do. */
        String of(ServiceAccount account, String secret);
    }

    private final Context context;
    private final Tokens tokens;
    private final Bytes authority;
    private final Informer<Secret> secrets;
    private final Informer<ServiceAccount> accounts;
    /** The accounts of Secrets that are gone, until they have forgotten them. */
    private final Map<ObjectKey, String> gone = new ConcurrentHashMap<>();

    private AccountTokenLoop(Context context, Tokens tokens, String authority) {
        this.context = context;
        this.tokens = tokens;
        this.authority = Bytes.utf8(authority);
        this.secrets = context.informer(SecretType.KIND);
        this.accounts = context.informer(ServiceAccountType.KIND);
    }

    /** @param authority in PEM; empty for none */
    public static Loop create(Context context, Tokens tokens, String authority) {
        var loop = new AccountTokenLoop(context, tokens, authority);
        Controller controller = context.controller("serviceaccount-token-controller", 1, loop::reconcile);
        loop.secrets.addHandler((before, after) -> {
            Secret either = after != null ? after : before;
            if (either != null && isToken(either)) {
                ObjectKey key = new ObjectKey(either.namespace(), either.name());
                if (after == null) {
                    loop.gone.put(key, annotation(either, ACCOUNT));
                }
                controller.enqueue(key);
            }
        });
        loop.accounts.addHandler((before, after) -> {
            ServiceAccount either = after != null ? after : before;
            if (either != null
                    && (before == null || after == null || !before.uid().equals(after.uid()))) {
                loop.secrets.reader().list(either.namespace()).stream()
                        .filter(secret ->
                                isToken(secret) && annotation(secret, ACCOUNT).equals(either.name()))
                        .forEach(controller::enqueue);
            }
        });
        return controller;
    }

    private static boolean isToken(Secret secret) {
        return TYPE.equals(secret.type());
    }

    private static String annotation(Secret secret, String key) {
        return secret.metadata().annotations().getOrDefault(key, "");
    }

    private Outcome reconcile(ObjectKey key) {
        Secret secret = secrets.reader().get(key.namespace(), key.name());
        if (secret == null) {
            String account = gone.remove(key);
            if (account != null) {
                forget(accounts.reader().get(key.namespace(), account), key.name());
            }
            return Outcome.DONE;
        }
        if (!isToken(secret) || secret.metadata().deletionTimestamp() != null) {
            return Outcome.DONE;
        }
        ServiceAccount account = accounts.reader().get(key.namespace(), annotation(secret, ACCOUNT));
        String uid = annotation(secret, ACCOUNT_UID);
        try {
            if (account == null || !(uid.isEmpty() || uid.equals(account.uid()))) {
                if (!exists(secret, uid)) {
                    delete(secret);
                }
                return Outcome.DONE;
            }
            Secret complete = complete(secret, account);
            if (!complete.equals(secret)) {
                context.client().update(SecretType.KIND, complete, WriteOptions.DEFAULT);
            }
        } catch (StatusException e) {
            if (!e.isNotFound()) {
                throw e;
            }
        }
        return Outcome.DONE;
    }

    /** Asks the server: what this loop has seen may be older than the Secret. */
    private boolean exists(Secret secret, String uid) {
        return context.client()
                .find(ServiceAccountType.KIND, secret.namespace(), annotation(secret, ACCOUNT))
                .filter(account -> uid.isEmpty() || uid.equals(account.uid()))
                .isPresent();
    }

    private void delete(Secret secret) {
        context.client()
                .delete(
                        SecretType.KIND,
                        secret.namespace(),
                        secret.name(),
                        DeleteOptionsBuilder.of()
                                .preconditions(new Preconditions(secret.uid(), null))
                                .build());
    }

    /** The Secret itself when nothing is missing. */
    private Secret complete(Secret secret, ServiceAccount account) {
        Map<String, Bytes> data = new HashMap<>(secret.data());
        if (authority.size() > 0) {
            data.put("ca.crt", authority);
        }
        if (isEmpty(data.get("namespace"))) {
            data.put("namespace", Bytes.utf8(secret.namespace()));
        }
        if (isEmpty(data.get("token"))) {
            data.put("token", Bytes.utf8(tokens.of(account, secret.name())));
        }
        if (data.equals(secret.data())) {
            return secret;
        }
        Map<String, String> annotations = new HashMap<>(secret.metadata().annotations());
        annotations.put(ACCOUNT, account.name());
        annotations.put(ACCOUNT_UID, account.uid());
        return SecretBuilder.of(secret)
                .metadata(ObjectMetaBuilder.of(secret.metadata())
                        .annotations(annotations)
                        .build())
                .data(data)
                .build();
    }

    private static boolean isEmpty(@Nullable Bytes bytes) {
        return bytes == null || bytes.size() == 0;
    }

    private void forget(@Nullable ServiceAccount account, String secret) {
        if (account == null) {
            return;
        }
        List<ObjectReference> kept = account.secrets().stream()
                .filter(each -> !secret.equals(each.name()))
                .toList();
        if (kept.size() < account.secrets().size()) {
            try {
                context.client()
                        .update(
                                ServiceAccountType.KIND,
                                ServiceAccountBuilder.of(account).secrets(kept).build(),
                                WriteOptions.DEFAULT);
            } catch (StatusException e) {
                if (!e.isNotFound()) {
                    gone.put(new ObjectKey(account.namespace(), secret), account.name()); // it is tried again
                    throw e;
                }
            }
        }
    }
}
