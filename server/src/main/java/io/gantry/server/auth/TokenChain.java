package io.gantry.server.auth;

import io.gantry.api.core.v1.Secret;
import io.gantry.base.Cancellable;
import io.gantry.base.Time;
import io.gantry.client.Reader;
import io.gantry.server.auth.jwt.JwtOptions;
import io.gantry.server.auth.jwt.JwtTokens;
import io.gantry.server.auth.webhook.TokenWebhook;
import io.gantry.server.auth.webhook.WebhookTokens;
import io.gantry.server.request.UserInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Several ways to know a token, asked in Kubernetes' order: the token file, service accounts, bootstrap tokens, issuers of JSON
 * Web Tokens, a webhook. Tokens of a file or a bootstrap secret are not made for an audience, and what an issuer's are meant for
 * is its configuration's business: they hold where one of the API server's own is wanted.
 */
public final class TokenChain implements TokenVerifier {
    private final TokenVerifier accounts;
    private final List<TokenVerifier> all;

    private TokenChain(TokenVerifier accounts, List<TokenVerifier> all) {
        this.accounts = accounts;
        this.all = List.copyOf(all);
    }

    /**
     * @param accounts knows service accounts' tokens, and the API server's audiences
     * @param open takes what the caller must close
     */
    public static TokenVerifier of(
            AccessOptions options,
            TokenVerifier accounts,
            Reader<Secret> secrets,
            Time time,
            Consumer<Cancellable> open) {
        List<TokenVerifier> all = new ArrayList<>();
        StaticTokens file = options.staticTokens();
        if (file != null) {
            all.add(forOwnAudiences(accounts, file::find));
        }
        all.add(accounts);
        if (options.bootstrapTokens()) {
            all.add(forOwnAudiences(accounts, new BootstrapTokens(secrets, time)::find));
        }
        JwtOptions jwt = options.jwt();
        if (jwt != null) {
            JwtTokens issuers = JwtTokens.start(jwt, time);
            open.accept(issuers);
            all.add(forOwnAudiences(accounts, issuers::find));
        }
        TokenWebhook webhook = options.tokenWebhook();
        if (webhook != null) {
            all.add(new WebhookTokens(webhook, accounts, time));
        }
        return all.size() == 1 ? accounts : new TokenChain(accounts, all);
    }

    private static TokenVerifier forOwnAudiences(TokenVerifier own, Function<String, Optional<UserInfo>> users) {
        return (token, wanted) -> {
            List<String> agreed = own.ownAudiences();
            if (!wanted.isEmpty()) {
                agreed = agreed.stream().filter(wanted::contains).toList();
                if (agreed.isEmpty()) {
                    return Optional.empty();
                }
            }
            List<String> audiences = agreed;
            return users.apply(token).map(user -> new TokenUser(user, audiences));
        };
    }

    @Override
    public Optional<TokenUser> verify(String token, List<String> audiences) {
        for (TokenVerifier verifier : all) {
            Optional<TokenUser> user = verifier.verify(token, audiences);
            if (user.isPresent()) {
                return user;
            }
        }
        return Optional.empty();
    }

    @Override
    public List<String> ownAudiences() {
        return accounts.ownAudiences();
    }
}
