package io.gantry.server.registry;

import io.gantry.api.codec.DecodeException;
import io.gantry.api.codec.Tree;
import io.gantry.api.status.StatusException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
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
    private static final String VERSION = "meta.k8s.io/v1";
    /** What a cleaned path does not have. */
    private static final Pattern DOTS = Pattern.compile("(^|/)\\.{0,2}(/|$)");

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

    /** @throws StatusException 400 in the words of Kubernetes' {@code DecodeContinue} */
    static ContinueToken decode(String token) {
        String json;
        try {
            json = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw invalid(": illegal base64 data at input byte " + firstIllegal(token));
        }
        Map<String, Object> fields;
        try {
            Object tree = Tree.parseJson(json.getBytes(StandardCharsets.UTF_8));
            fields = tree == null ? Map.of() : Tree.object(tree);
        } catch (DecodeException e) {
            throw invalid(
                    ": " + String.valueOf(e.getMessage()).replace("map[string]interface {}", "storage.continueToken"));
        }
        String version = field(fields, "v", String.class, "string", "");
        if (!VERSION.equals(version)) {
            throw invalid(": server does not recognize this encoded version " + version);
        }
        long revision = field(fields, "rv", Long.class, "int64", 0L);
        if (revision == 0) {
            throw invalid(": incorrect encoded start resourceVersion (version " + VERSION + ")");
        }
        String start = field(fields, "start", String.class, "string", "");
        if (start.isEmpty()) {
            throw invalid(": encoded start key empty (version " + VERSION + ")");
        }
        // Nobody may get out of the collection that was listed.
        if (start.startsWith("/") || start.endsWith("/") || DOTS.matcher(start).find()) {
            throw invalid(": " + start);
        }
        return new ContinueToken(revision, start);
    }

    private static <F> F field(Map<String, Object> fields, String name, Class<F> type, String goType, F absent) {
        Object value = fields.get(name);
        if (value == null || type.isInstance(value)) {
            return value == null ? absent : type.cast(value);
        }
        String given = switch (value) {
            case String text -> "string";
            case Boolean bool -> "bool";
            case Map<?, ?> map -> "object";
            case List<?> list -> "array";
            default -> value instanceof Long ? "number" : "number " + value;
        };
        throw invalid(": json: cannot unmarshal " + given + " into Go struct field continueToken." + name + " of type "
                + goType);
    }

    private static int firstIllegal(String token) {
        for (int i = 0; i < token.length(); i++) {
            char c = token.charAt(i);
            boolean legal = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!legal && c != '-' && c != '_') {
                return i;
            }
        }
        return token.length() - 1;
    }

    private static StatusException invalid(String why) {
        return StatusException.badRequest("invalid continue token: continue key is not valid" + why);
    }
}
