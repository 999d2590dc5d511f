package io.gantry.server.aggregation;

import io.gantry.server.edge.Headers;
import io.gantry.server.request.UserInfo;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The headers by which an aggregated server learns for whom a request is. Pure. */
final class Identities {
    static final String USER = "X-Remote-User";
    static final String UID = "X-Remote-Uid";
    static final String GROUP = "X-Remote-Group";
    static final String EXTRA_PREFIX = "X-Remote-Extra-";
    private static final String MARKS = "!#$&'*+-.^_`|~";

    private Identities() {}

    /** Whether a client's header is about who it is: such headers must not reach an aggregated server. */
    static boolean isIdentity(String header) {
        String lower = header.toLowerCase(Locale.ROOT);
        return lower.startsWith("x-remote-") || lower.startsWith("impersonate-") || lower.equals("authorization");
    }

    static void add(UserInfo user, Headers.Builder headers) {
        headers.add(USER, user.name());
        if (!user.uid().isEmpty()) {
            headers.add(UID, user.uid());
        }
        user.groups().forEach(group -> headers.add(GROUP, group));
        user.extra().forEach((key, values) -> values.forEach(value -> headers.add(EXTRA_PREFIX + escape(key), value)));
    }

    /** Percent-encodes what may not be part of a header's name (RFC 7230), the percent sign included. */
    static String escape(String key) {
        StringBuilder escaped = new StringBuilder(key.length());
        for (byte b : key.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (c < 0x80 && (Character.isLetterOrDigit(c) || MARKS.indexOf(c) >= 0)) {
                escaped.append(c);
            } else {
                escaped.append(String.format("%%%02X", (int) c));
            }
        }
        return escaped.toString();
    }
}
