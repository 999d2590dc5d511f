package io.gantry.server.aggregation;

import io.gantry.server.edge.EdgeException;
import io.gantry.server.edge.Exchange;
import io.gantry.server.edge.Headers;
import io.gantry.server.edge.Protocol;
import io.gantry.server.request.UserInfo;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What of a request, and of its answer, is passed on. Pure. */
final class Forwarded {
    /** Browsers pass their token as a subprotocol of this prefix. */
    private static final String BEARER = "base64url.bearer.authorization.k8s.io.";

    /** Of one hop (RFC 9110, 7.6.1), and those that are set anew. */
    private static final Set<String> HOP = Set.of(
            "audit-id",
            "connection",
            "expect",
            "host",
            "http2-settings",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    /** Only this server says which pages may read its answers. */
    private static final Set<String> CORS = Set.of(
            "access-control-allow-credentials",
            "access-control-allow-headers",
            "access-control-allow-methods",
            "access-control-allow-origin");

    private Forwarded() {}

    /** How a request's body is framed on its way. */
    enum Framing {
        NONE,
        LENGTH,
        CHUNKED
    }

    static Framing framing(Exchange exchange) {
        if (exchange.headers().contains("content-length")) {
            return Framing.LENGTH;
        }
        boolean unsized = exchange.protocol() == Protocol.HTTP_2
                ? !exchange.method().equals("GET") && !exchange.method().equals("HEAD")
                : exchange.headers().contains("transfer-encoding");
        return unsized ? Framing.CHUNKED : Framing.NONE;
    }

    /**
     * Path and query as they were understood, and so as they were authorized: written anew from the path's segments.
     *
     * @throws EdgeException 400 for a path that the other side could understand differently
     */
    static String target(Exchange exchange) throws EdgeException {
        StringBuilder target = new StringBuilder();
        for (String segment : exchange.segments()) {
            if (segment.equals(".") || segment.equals("..")) {
                throw new EdgeException(400, "path: must not have the segment " + segment);
            }
            target.append('/');
            for (byte b : segment.getBytes(StandardCharsets.UTF_8)) {
                char c = (char) (b & 0xff);
                if (c < 0x80 && (Character.isLetterOrDigit(c) || "-._~!$&'()*+,;=:@".indexOf(c) >= 0)) {
                    target.append(c);
                } else {
                    target.append(String.format("%%%02X", (int) c));
                }
            }
        }
        if (exchange.rawPath().endsWith("/")) {
            target.append('/');
        }
        return exchange.rawQuery().isEmpty()
                ? target.toString()
                : target.append('?').append(exchange.rawQuery()).toString();
    }

    /** @param upgrade the protocol that the client wants instead of HTTP; null for none */
    static Headers request(
            Exchange exchange, Route route, UserInfo user, String auditId, Framing framing, @Nullable String upgrade) {
        Headers.Builder headers = Headers.builder().add("Host", route.serverName() + ":" + route.port());
        List<String> named = exchange.headers().elements("connection");
        exchange.headers().forEach((name, value) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (HOP.contains(lower)
                    || lower.startsWith(":")
                    || Identities.isIdentity(lower)
                    || named.stream().anyMatch(name::equalsIgnoreCase)
                    || lower.equals("x-forwarded-for")) {
                return;
            }
            String kept = lower.equals("sec-websocket-protocol") ? withoutToken(value) : value;
            if (!kept.isEmpty() || value.isEmpty()) {
                headers.add(name, kept);
            }
        });
        Identities.add(user, headers);
        if (!auditId.isEmpty()) {
            headers.add("Audit-Id", auditId);
        }
        String before = String.join(", ", exchange.headers().all("x-forwarded-for"));
        String client = exchange.remoteAddress().getAddress().getHostAddress();
        headers.add("X-Forwarded-For", before.isEmpty() ? client : before + ", " + client);
        headers.add("X-Forwarded-Uri", exchange.rawPath());
        headers.add("X-Forwarded-Proto", "https");
        if (!exchange.authority().isEmpty()) {
            headers.add("X-Forwarded-Host", exchange.authority());
        }
        if (framing == Framing.CHUNKED) {
            headers.add("Transfer-Encoding", "chunked");
        }
        if (upgrade != null) {
            headers.add("Connection", "Upgrade").add("Upgrade", upgrade);
        }
        return headers.build();
    }

    /** The protocol that a client wants to go over to; null for none. An offer of HTTP/2 may go unheard (RFC 9110, 7.8). */
    static @Nullable String upgrade(Exchange exchange) {
        String wanted =
                exchange.protocol() == Protocol.HTTP_1_1 && exchange.headers().hasElement("connection", "upgrade")
                        ? exchange.headers().first("upgrade")
                        : null;
        return "h2c".equalsIgnoreCase(wanted) ? null : wanted;
    }

    private static String withoutToken(String subprotocols) {
        return List.of(subprotocols.split(",", -1)).stream()
                .map(String::strip)
                .filter(each -> !each.startsWith(BEARER))
                .collect(Collectors.joining(", "));
    }

    /** The headers of an answer, for the client. */
    static Headers response(ResponseHead head, String auditId) {
        Headers.Builder headers = Headers.builder();
        if (!auditId.isEmpty()) {
            headers.add("audit-id", auditId);
        }
        boolean upgraded = head.status() == 101;
        List<String> named = head.headers().elements("connection");
        head.headers().forEach((name, value) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            boolean protocol = upgraded && (lower.equals("connection") || lower.equals("upgrade"));
            boolean hop = HOP.contains(lower) || named.stream().anyMatch(name::equalsIgnoreCase);
            // The date is the edge's, and of two framings the stricter one counts.
            boolean framed = lower.equals("date")
                    || (lower.equals("content-length") && head.headers().contains("transfer-encoding"));
            if (protocol || !(hop || framed || CORS.contains(lower))) {
                headers.add(name, value);
            }
        });
        return headers.build();
    }
}
