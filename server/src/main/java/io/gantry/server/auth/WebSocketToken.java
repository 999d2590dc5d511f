package io.gantry.server.auth;

import io.gantry.api.status.StatusException;
import io.gantry.server.edge.Exchange;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A bearer token among the subprotocols of a WebSocket, for which browsers let pages set no other header. */
final class WebSocketToken {
    private static final String PREFIX = "base64url.bearer.authorization.k8s.io.";

    private WebSocketToken() {}

    /**
     * Null for a request without one.
     *
     * @throws StatusException 401 when there are several, none can be read, or no other subprotocol is there to agree on
     */
    static @Nullable String of(Exchange exchange) {
        if (!exchange.wantsWebSocket()) {
            return null;
        }
        List<String> offered = exchange.offeredSubprotocols();
        List<String> tokens =
                offered.stream().filter(each -> each.startsWith(PREFIX)).toList();
        if (tokens.isEmpty()) {
            return null;
        }
        String token = tokens.size() == 1 ? decoded(tokens.getFirst().substring(PREFIX.length())) : null;
        if (token == null || (!token.isEmpty() && offered.size() == 1)) {
            throw StatusException.unauthorized("Unauthorized");
        }
        return token.isEmpty() ? null : token;
    }

    /** Null when it cannot be read: as in Kubernetes, it is written without padding. */
    private static @Nullable String decoded(String text) {
        if (text.endsWith("=")) {
            return null;
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return null;
        }
    }
}
