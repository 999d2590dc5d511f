package io.gantry.server.auth.webhook;

import io.gantry.api.codec.Tree;
import io.gantry.base.Time;
import io.gantry.server.auth.ExpiringCache;
import io.gantry.server.auth.LimitedLog;
import io.gantry.server.auth.TokenDigest;
import io.gantry.server.auth.TokenUser;
import io.gantry.server.auth.TokenVerifier;
import io.gantry.server.request.UserInfo;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks a server whom a token stands for. Answers are remembered under a digest of the token, so that none lies in memory
 * longer than its request; that there was no answer is not remembered. Thread-safe.
 */
public final class WebhookTokens implements TokenVerifier {
    private static final System.Logger LOG = System.getLogger(WebhookTokens.class.getName());

    private static final int REMEMBERED = 4096;

    private final TokenWebhook webhook;
    private final TokenVerifier own;
    private final ReviewCall call;
    private final LimitedLog failures;
    private final ExpiringCache<Optional<TokenUser>> cache;

    /** @param own knows the audiences that stand for the API server */
    public WebhookTokens(TokenWebhook webhook, TokenVerifier own, Time time) {
        this.webhook = webhook;
        this.own = own;
        this.call = new ReviewCall(
                webhook.remote(), "authentication.k8s.io", webhook.version(), "TokenReview", ReviewCall.TIMEOUT, time);
        this.failures = new LimitedLog(LOG, time);
        this.cache = new ExpiringCache<>(time, REMEMBERED);
    }

    @Override
    public Optional<TokenUser> verify(String token, List<String> audiences) {
        List<String> wanted = audiences.isEmpty() ? own.ownAudiences() : audiences;
        String key = TokenDigest.of(token, wanted);
        Optional<TokenUser> known = cache.get(key);
        if (known != null) {
            return known;
        }
        Optional<TokenUser> user;
        try {
            user = ask(token, wanted);
        } catch (ReviewFailure e) {
            failures.log(Level.WARNING, () -> "a token was not reviewed: " + e.getMessage());
            return Optional.empty();
        }
        cache.put(key, user, webhook.cacheTtl());
        return user;
    }

    private Optional<TokenUser> ask(String token, List<String> wanted) throws ReviewFailure {
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("token", token);
        if (!wanted.isEmpty()) {
            spec.put("audiences", wanted);
        }
        Map<String, Object> status = call.ask(spec);
        if (!ReviewCall.flag(status, "authenticated")) {
            String error = ReviewCall.text(status, "error");
            if (!error.isEmpty()) {
                throw new ReviewFailure("the webhook says: " + error);
            }
            return Optional.empty();
        }
        Object given = status.get("audiences");
        List<String> meant = given == null ? List.of() : ReviewCall.texts(given, "status.audiences");
        List<String> candidates = meant.isEmpty() ? own.ownAudiences() : meant;
        List<String> agreed = wanted.stream().filter(candidates::contains).toList();
        if (!wanted.isEmpty() && agreed.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new TokenUser(user(status.get("user")), agreed));
    }

    private static UserInfo user(@Nullable Object given) throws ReviewFailure {
        if (!(given instanceof Map<?, ?>)) {
            throw ReviewCall.wrong("status.user");
        }
        Map<String, Object> user = Tree.object(given);
        String name = ReviewCall.text(user, "username");
        if (name.isEmpty()) {
            throw new ReviewFailure("the webhook's answer names no user");
        }
        Object groups = user.get("groups");
        Map<String, List<String>> extra = new LinkedHashMap<>();
        if (user.get("extra") instanceof Map<?, ?> more) {
            for (Map.Entry<?, ?> entry : more.entrySet()) {
                extra.put((String) entry.getKey(), ReviewCall.texts(entry.getValue(), "status.user.extra"));
            }
        } else if (user.get("extra") != null) {
            throw ReviewCall.wrong("status.user.extra");
        }
        return new UserInfo(
                name,
                ReviewCall.text(user, "uid"),
                groups == null ? List.of() : ReviewCall.texts(groups, "status.user.groups"),
                extra);
    }
}
