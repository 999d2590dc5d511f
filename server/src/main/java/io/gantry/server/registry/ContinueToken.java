package io.gantry.server.registry;

import io.gantry.api.status.StatusException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a chunked list goes on: the revision that all its pages are read at, and the key after the last one returned.
 *
 * <p>Written as Kubernetes writes it, {@code {"v":"meta.k8s.io/v1","rv":5,"start":"default/web-1\u0000"}} in base64url
 * without padding; clients must treat it as opaque.
 *
 * @param revision the list's revision; -1 to go on from the newest state
 * @param start the first key, below the collection's prefix, that may be returned
 */
record ContinueToken(long revision, String start) {
    private static final Pattern FORM = Pattern.compile(
            "\\{\"v\":\"meta\\.k8s\\.io/v1\",\"rv\":(-?\\d{1,18}),\"start\":\"([^\"\\\\]*)(\\\\u0000)?\"\\}");

    String encode() {
        boolean after = start.endsWith("\0");
        String shown = after ? start.substring(0, start.length() - 1) + "\\u0000" : start;
        String json = "{\"v\":\"meta.k8s.io/v1\",\"rv\":" + revision + ",\"start\":\"" + shown + "\"}";
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    /** The token for what comes after this key, which lies below the collection's prefix. */
    static ContinueToken after(long revision, String key) {
        return new ContinueToken(revision, key + '\0');
    }

    static ContinueToken decode(String token) {
        String json;
        try {
            json = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
        Matcher matcher = FORM.matcher(json);
        if (!matcher.matches()
                || matcher.group(2).startsWith("/")
                || matcher.group(2).contains("..")) {
            throw invalid();
        }
        long revision = Long.parseLong(matcher.group(1));
        if (revision < -1) {
            throw invalid();
        }
        return new ContinueToken(revision, matcher.group(2) + (matcher.group(3) == null ? "" : "\0"));
    }

    private static StatusException invalid() {
        return StatusException.badRequest("invalid continue token");
    }
}
