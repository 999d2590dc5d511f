package io.gantry.server.auth;

import io.gantry.server.metrics.TokenMetrics;
import java.util.List;
import java.util.Optional;

/** Counts the uses of tokens that another verifier accepts. Thread-safe. */
public final class CountedTokens implements TokenVerifier {
    private final TokenVerifier verifier;
    private final TokenMetrics metrics;

    public CountedTokens(TokenVerifier verifier, TokenMetrics metrics) {
        this.verifier = verifier;
        this.metrics = metrics;
    }

    @Override
    public Optional<TokenUser> verify(String token, List<String> audiences) {
        Optional<TokenUser> user = verifier.verify(token, audiences);
        if (user.isPresent()) {
            switch (user.get().use()) {
                case VALID -> metrics.valid();
                case STALE -> metrics.stale();
                case MANUAL_SECRET -> metrics.ofSecret(false);
                case AUTOMATIC_SECRET -> metrics.ofSecret(true);
                case PLAIN -> {}
            }
        }
        return user;
    }

    @Override
    public List<String> ownAudiences() {
        return verifier.ownAudiences();
    }
}
