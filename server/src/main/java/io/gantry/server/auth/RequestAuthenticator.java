package io.gantry.server.auth;

import io.gantry.api.status.StatusException;
import io.gantry.server.edge.Exchange;
import io.gantry.server.request.UserInfo;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who makes a request: the subject of a client certificate that our authority signed, or whom a bearer token
 * stands for. A request without credentials is anonymous; one whose credentials are no good is refused.
 */
public final class RequestAuthenticator {
    private final TokenVerifier tokens;
    private final AnonymousAccess anonymous;

    public RequestAuthenticator(TokenVerifier tokens, AnonymousAccess anonymous) {
        this.tokens = tokens;
        this.anonymous = anonymous;
    }

    /**
     * @param notes takes what the audit should know of the credentials
     * @throws StatusException 401
     */
    public UserInfo authenticate(Exchange exchange, BiConsumer<String, String> notes) {
        List<X509Certificate> chain = exchange.peerCertificates();
        if (!chain.isEmpty()) {
            return CertificateUser.of(chain.getFirst());
        }
        String header = exchange.headers().first("authorization");
        String token = header == null ? WebSocketToken.of(exchange) : bearerToken(header);
        if (token != null) {
            Optional<TokenUser> user = tokens.verify(token, List.of());
            if (user.isEmpty()) {
                throw StatusException.unauthorized("Unauthorized");
            }
            user.get().notes().forEach(notes);
            return withAuthenticated(user.get().user());
        }
        if (exchange.peerCertificateProblem() != null || !anonymous.allows(exchange.rawPath())) {
            throw StatusException.unauthorized("Unauthorized");
        }
        return UserInfo.ANONYMOUS;
    }

    private static @Nullable String bearerToken(String header) {
        return header.regionMatches(true, 0, "Bearer ", 0, 7)
                ? header.substring(7).strip()
                : null;
    }

    static UserInfo withAuthenticated(UserInfo user) {
        if (user.inGroup(UserInfo.AUTHENTICATED) || user.inGroup(UserInfo.UNAUTHENTICATED)) {
            return user;
        }
        List<String> groups = new ArrayList<>(user.groups());
        groups.add(UserInfo.AUTHENTICATED);
        return new UserInfo(user.name(), user.uid(), groups, user.extra());
    }
}
