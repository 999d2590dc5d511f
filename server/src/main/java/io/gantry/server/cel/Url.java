package io.gantry.server.cel;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An absolute URL, or an absolute path. Immutable. */
record Url(URI uri) {
    /** @throws IllegalArgumentException when it is neither */
    static Url parse(String text) {
        try {
            URI uri = new URI(text);
            if (!uri.isAbsolute() && !text.startsWith("/")) {
                throw new IllegalArgumentException("URL parse error during conversion from string: parse \"" + text
                        + "\": invalid URI for request");
            }
            return new Url(uri);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "URL parse error during conversion from string: parse \"" + text + "\": " + e.getReason(), e);
        }
    }

    static boolean is(String text) {
        try {
            parse(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String orEmpty(@org.jspecify.annotations.Nullable String text) {
        return text == null ? "" : text;
    }

    String scheme() {
        return orEmpty(uri.getScheme());
    }

    /** Name and port. */
    String host() {
        String authority = orEmpty(uri.getRawAuthority());
        return authority.substring(authority.lastIndexOf('@') + 1);
    }

    String hostname() {
        String host = orEmpty(uri.getHost());
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    String port() {
        return uri.getPort() < 0 ? "" : Integer.toString(uri.getPort());
    }

    String escapedPath() {
        return orEmpty(uri.getRawPath());
    }

    Map<String, List<String>> query() {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String part : orEmpty(uri.getRawQuery()).split("&", -1)) {
            if (!part.isEmpty()) {
                int equals = part.indexOf('=');
                parameters
                        .computeIfAbsent(
                                decoded(equals < 0 ? part : part.substring(0, equals)), absent -> new ArrayList<>())
                        .add(equals < 0 ? "" : decoded(part.substring(equals + 1)));
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
