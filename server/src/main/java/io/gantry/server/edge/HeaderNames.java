package io.gantry.server.edge;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.AsciiString;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Header names as HTTP/2 wants them. */
final class HeaderNames {
    static final AsciiString DATE = AsciiString.cached("date");
    static final AsciiString CONTENT_LENGTH = AsciiString.cached("content-length");

    private static final Map<String, AsciiString> KNOWN = new HashMap<>();

    static {
        for (String name : new String[] {
            "Audit-Id",
            "Cache-Control",
            "Content-Encoding",
            "Content-Length",
            "Content-Type",
            "ETag",
            "Last-Modified",
            "Location",
            "Retry-After",
            "Vary",
            "Warning",
            "WWW-Authenticate",
            "X-Content-Type-Options",
            "X-Kubernetes-PF-FlowSchema-UID",
            "X-Kubernetes-PF-PriorityLevel-UID",
            "X-Varied-Accept"
        }) {
            var lower = AsciiString.cached(name.toLowerCase(Locale.ROOT));
            KNOWN.put(name, lower);
            KNOWN.put(lower.toString(), lower);
        }
    }

    private HeaderNames() {}

    static CharSequence lowerCase(String name) {
        var known = KNOWN.get(name);
        return known != null ? known : name.toLowerCase(Locale.ROOT);
    }

    static AsciiString status(int status) {
        return HttpResponseStatus.valueOf(status).codeAsText();
    }

    /** Fields that HTTP/2 forbids (RFC 9113, 8.2.2). */
    static boolean isConnectionSpecific(String name) {
        return switch (name.length()) {
            case 7 -> name.equalsIgnoreCase("upgrade");
            case 10 -> name.equalsIgnoreCase("connection") || name.equalsIgnoreCase("keep-alive");
            case 16 -> name.equalsIgnoreCase("proxy-connection");
            case 17 -> name.equalsIgnoreCase("transfer-encoding");
            default -> false;
        };
    }
}
