package io.gantry.server.auth;

import java.util.List;
import java.util.Optional;

/** Finds out whom a bearer token stands for. Thread-safe; asked for every request with a token. */
@FunctionalInterface
public interface TokenVerifier {
    /**
     * @param audiences the token must be meant for one of them; empty for the API server itself
     * @return empty for a token that this verifier does not accept
     */
    Optional<TokenUser> verify(String token, List<String> audiences);

    /** The audiences that stand for the API server itself. */
    default List<String> ownAudiences() {
        return List.of();
    }
}
