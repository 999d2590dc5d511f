package io.gantry.controlplane;

import io.gantry.api.status.StatusException;
import io.gantry.server.api.StaticPaths;
import io.gantry.server.edge.Exchange;
import io.gantry.server.edge.Headers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Serves what others need to check service accounts' tokens by themselves: the issuer's discovery document and its keys. */
final class IssuerPaths implements StaticPaths {
    private static final String KEYS = "/openid/v1/jwks";
    private static final String DISCOVERY = "/.well-known/openid-configuration";

    private final TokenService service;

    IssuerPaths(TokenService service) {
        this.service = service;
    }

    @Override
    public boolean serve(Exchange exchange, String path) throws IOException {
        return switch (path) {
            case KEYS ->
                answer(exchange, "application/jwk-set+json", service.tokens().jwks());
            case DISCOVERY -> {
                var tokens = service.tokens();
                yield answer(exchange, "application/json", tokens.discovery(tokens.issuer() + KEYS));
            }
            default -> false;
        };
    }

    /** To a GET alone, as in Kubernetes: not even to a HEAD. */
    private static boolean answer(Exchange exchange, String type, String json) throws IOException {
        if (!exchange.method().equals("GET")) {
            throw StatusException.notAllowed();
        }
        var headers = Headers.of("content-type", type, "cache-control", "public, max-age=3600");
        exchange.respond(200, headers, json.getBytes(StandardCharsets.UTF_8));
        return true;
    }
}
