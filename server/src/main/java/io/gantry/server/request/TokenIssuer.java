package io.gantry.server.request;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Issues tokens for service accounts. Thread-safe. */
@FunctionalInterface
public interface TokenIssuer {
    Token issue(Request request);

    /** What a token is for when nobody says: the API server itself. Empty where it is not known. */
    default List<String> audiences() {
        return List.of();
    }

    /**
     * What a token shall say.
     *
     * @param audiences empty for the API server itself
     * @param bound the object with which the token's life ends, or null
     * @param node the node that a bound pod runs on, or null
     */
    record Request(
            String namespace,
            String serviceAccount,
            String uid,
            List<String> audiences,
            Duration expiration,
            @Nullable Bound bound,
            @Nullable Bound node) {
        public Request {
            audiences = List.copyOf(audiences);
        }
    }

    /** @param kind {@code Pod}, {@code Secret} or {@code Node} */
    record Bound(String kind, String name, String uid) {}

    record Token(String token, Instant expiration) {}
}
