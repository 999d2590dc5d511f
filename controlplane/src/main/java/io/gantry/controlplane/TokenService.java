package io.gantry.controlplane;

import io.gantry.api.KubeObject;
import io.gantry.api.core.v1.NodeType;
import io.gantry.api.core.v1.PodType;
import io.gantry.api.core.v1.SecretType;
import io.gantry.api.core.v1.ServiceAccount;
import io.gantry.api.core.v1.ServiceAccountType;
import io.gantry.base.Time;
import io.gantry.client.Client;
import io.gantry.pki.ServiceAccountTokens;
import io.gantry.pki.TokenCheck;
import io.gantry.pki.TokenClaims;
import io.gantry.pki.TokenSpec;
import io.gantry.server.auth.TokenUser;
import io.gantry.server.auth.TokenUser.Use;
import io.gantry.server.auth.TokenVerifier;
import io.gantry.server.request.TokenIssuer;
import io.gantry.server.request.UserInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Service accounts' tokens between the API server, which does not know of keys, and the keys, which do not know of
 * objects. A token holds only as long as its account, and the object that it is bound to, exist. Thread-safe.
 */
final class TokenService implements TokenVerifier, TokenIssuer {
    /** Tokens in use at once beyond this are checked anew now and then. */
    private static final int REMEMBERED = 4096;

    /** As long does a token hold after the time at which what it is bound to should be gone. */
    private static final Duration LEEWAY = Duration.ofMinutes(1);

    /** What the tokens ask for that every pod gets, and how long those hold instead. */
    private static final Duration EXTENDED = Duration.ofSeconds(3607);

    private static final Duration EXTENSION = Duration.ofDays(365);

    /** What the audit is told of a token that should have been replaced. */
    private static final String STALE = "authentication.k8s.io/stale-token";

    private record Means(ServiceAccountTokens tokens, Client objects) {}

    private final boolean extend;
    private final Time time;
    private final SecretTokens secrets;
    private final ReentrantLock lock = new ReentrantLock();
    /** What tokens say whose signature was found good: to check it takes longer than the rest of a small request. */
    private final LinkedHashMap<String, TokenClaims> remembered = new LinkedHashMap<>(16, 0.75f, true);
    /** Set once, when the API server stands; before that no token is good, since nothing can be looked up. */
    private final AtomicReference<@Nullable Means> means = new AtomicReference<>();

    /**
     * @param extend whether the tokens that pods get without asking hold for longer than they say, for programs that read theirs
     *     only once
     */
    TokenService(boolean extend, Time time) {
        this.extend = extend;
        this.time = time;
        this.secrets = new SecretTokens(time);
    }

    void use(ServiceAccountTokens tokens, Client objects) {
        means.set(new Means(tokens, objects));
    }

    ServiceAccountTokens tokens() {
        return means().tokens();
    }

    private Means means() {
        Means known = means.get();
        if (known == null) {
            throw new IllegalStateException("asked for tokens before the API server stands");
        }
        return known;
    }

    @Override
    public Token issue(Request request) {
        Instant now = time.now();
        ServiceAccountTokens tokens = tokens();
        List<String> audiences = request.audiences().isEmpty() ? List.of(tokens.issuer()) : request.audiences();
        TokenIssuer.Bound bound = request.bound();
        boolean extended = extend
                && bound != null
                && bound.kind().equals("Pod")
                && request.expiration().equals(EXTENDED)
                && ownAudiences().containsAll(audiences);
        TokenSpec spec = new TokenSpec(
                request.namespace(),
                request.serviceAccount(),
                request.uid(),
                audiences,
                of(bound, "Pod"),
                request.node() != null
                        ? new TokenSpec.BoundObject(
                                request.node().name(), request.node().uid())
                        : of(bound, "Node"),
                of(bound, "Secret"),
                extended ? EXTENSION : request.expiration(),
                extended ? request.expiration() : null);
        return new Token(tokens.issue(spec, now), now.plus(request.expiration()));
    }

    private static TokenSpec.@Nullable BoundObject of(@Nullable Bound bound, String kind) {
        return bound != null && bound.kind().equals(kind) ? new TokenSpec.BoundObject(bound.name(), bound.uid()) : null;
    }

    @Override
    public Optional<TokenUser> verify(String token, List<String> audiences) {
        Means known = means.get();
        if (known == null) {
            return Optional.empty();
        }
        List<String> wanted = audiences.isEmpty() ? List.of(known.tokens().issuer()) : audiences;
        TokenClaims claims = claims(token, wanted, known.tokens());
        if (claims == null) {
            List<String> own = ownAudiences().stream().filter(wanted::contains).toList();
            return own.isEmpty() ? Optional.empty() : secrets.verify(token, own, known.tokens(), known.objects());
        }
        return user(claims, known.objects())
                .map(user -> used(
                        user,
                        claims.audiences().stream().filter(wanted::contains).toList(),
                        claims));
    }

    private TokenUser used(UserInfo user, List<String> audiences, TokenClaims claims) {
        Instant warnAfter = claims.warnAfter();
        if (warnAfter == null) {
            return new TokenUser(user, audiences);
        }
        Instant now = time.now();
        return now.isAfter(warnAfter)
                ? new TokenUser(
                        user,
                        audiences,
                        Use.STALE,
                        Map.of(
                                STALE,
                                "subject: " + claims.subject() + ", seconds after warning threshold: "
                                        + (now.getEpochSecond() - warnAfter.getEpochSecond())))
                : new TokenUser(user, audiences, Use.VALID, Map.of());
    }

    @Override
    public List<String> audiences() {
        return ownAudiences();
    }

    @Override
    public List<String> ownAudiences() {
        Means known = means.get();
        return known == null ? List.of() : List.of(known.tokens().issuer());
    }

    private @Nullable TokenClaims claims(String token, List<String> audiences, ServiceAccountTokens tokens) {
        TokenClaims known = recall(token);
        if (known != null
                && time.now().isBefore(known.expiresAt())
                && known.audiences().stream().anyMatch(audiences::contains)) {
            return known;
        }
        if (tokens.verify(token, audiences, time.now()) instanceof TokenCheck.Valid valid) {
            remember(token, valid.claims());
            return valid.claims();
        }
        return null;
    }

    private @Nullable TokenClaims recall(String token) {
        lock.lock();
        try {
            return remembered.get(token);
        } finally {
            lock.unlock();
        }
    }

    private void remember(String token, TokenClaims claims) {
        lock.lock();
        try {
            remembered.put(token, claims);
            if (remembered.size() > REMEMBERED) {
                remembered.pollFirstEntry();
            }
        } finally {
            lock.unlock();
        }
    }

    private Optional<UserInfo> user(TokenClaims claims, Client objects) {
        Optional<ServiceAccount> account =
                objects.find(ServiceAccountType.KIND, claims.namespace(), claims.serviceAccount());
        if (!lives(account, claims.serviceAccountUid())) {
            return Optional.empty();
        }
        Map<String, List<String>> extra = new HashMap<>();
        extra.put("authentication.kubernetes.io/credential-id", List.of("JTI=" + claims.id()));
        TokenSpec.BoundObject pod = claims.pod();
        if (pod != null) {
            if (!lives(objects.find(PodType.KIND, claims.namespace(), pod.name()), pod.uid())) {
                return Optional.empty();
            }
            extra.put("authentication.kubernetes.io/pod-name", List.of(pod.name()));
            extra.put("authentication.kubernetes.io/pod-uid", List.of(pod.uid()));
        }
        TokenSpec.BoundObject secret = claims.secret();
        if (secret != null && !lives(objects.find(SecretType.KIND, claims.namespace(), secret.name()), secret.uid())) {
            return Optional.empty();
        }
        TokenSpec.BoundObject node = claims.node();
        if (node != null) {
            // The token of a pod only says where the pod runs: it ends with the pod.
            if (pod == null && !lives(objects.find(NodeType.KIND, "", node.name()), node.uid())) {
                return Optional.empty();
            }
            extra.put("authentication.kubernetes.io/node-name", List.of(node.name()));
            extra.put("authentication.kubernetes.io/node-uid", List.of(node.uid()));
        }
        UserInfo base = UserInfo.serviceAccount(
                claims.namespace(), claims.serviceAccount(), account.get().uid());
        return Optional.of(new UserInfo(base.name(), base.uid(), base.groups(), extra));
    }

    /** Whether the object is still the one that was meant, and is not one that should have been gone for a while. */
    private boolean lives(Optional<? extends KubeObject> object, String uid) {
        if (object.isEmpty() || !object.get().uid().equals(uid)) {
            return false;
        }
        Instant end = object.get().metadata().deletionTimestamp();
        return end == null || !end.isBefore(time.now().minus(LEEWAY));
    }
}
