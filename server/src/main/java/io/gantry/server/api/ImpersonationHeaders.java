package io.gantry.server.api;

import io.gantry.api.status.GoText;
import io.gantry.api.status.StatusException;
import io.gantry.server.edge.Headers;
import io.gantry.server.request.UserInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code kubectl --as}: as whom a request asks to be made. Pure. */
final class ImpersonationHeaders {
    private static final String PREFIX = "impersonate-";
    private static final String EXTRA = PREFIX + "extra-";

    private ImpersonationHeaders() {}

    /**
     * The user as the headers have it; null when they ask for nobody.
     *
     * @throws StatusException 400 for parts of a user without a name
     */
    static @Nullable UserInfo wanted(Headers headers) {
        return asks(headers) ? given(headers) : null;
    }

    /** Hardly any request does, and every one comes through here. */
    private static boolean asks(Headers headers) {
        for (int i = 0; i < headers.size(); i++) {
            if (headers.name(i).regionMatches(true, 0, PREFIX, 0, PREFIX.length())) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable UserInfo given(Headers headers) {
        String user = headers.first(PREFIX + "user");
        String name = user == null ? "" : user;
        List<String> groups = headers.all(PREFIX + "group");
        Map<String, List<String>> extra = new TreeMap<>();
        headers.forEach((header, value) -> {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith(EXTRA)) {
                extra.computeIfAbsent(Headers.unescapeKey(lower.substring(EXTRA.length())), k -> new ArrayList<>())
                        .add(value);
            }
        });
        String given = headers.first(PREFIX + "uid");
        String uid = given == null ? "" : given;
        if (!name.isEmpty()) {
            return new UserInfo(name, uid, groups, extra);
        }
        if (!groups.isEmpty() || !extra.isEmpty() || !uid.isEmpty()) {
            throw StatusException.badRequest("requested &user.DefaultInfo{Name:\"\", UID:" + GoText.quoted(uid)
                    + ", Groups:" + texts(groups) + ", Extra:" + map(extra)
                    + "} without impersonating a user name");
        }
        return null;
    }

    private static String texts(List<String> texts) {
        return texts.isEmpty()
                ? "[]string(nil)"
                : texts.stream().map(GoText::quoted).collect(Collectors.joining(", ", "[]string{", "}"));
    }

    private static String map(Map<String, List<String>> extra) {
        return extra.isEmpty()
                ? "map[string][]string(nil)"
                : extra.entrySet().stream()
                        .map(entry -> GoText.quoted(entry.getKey()) + ":" + texts(entry.getValue()))
                        .collect(Collectors.joining(", ", "map[string][]string{", "}"));
    }
}
