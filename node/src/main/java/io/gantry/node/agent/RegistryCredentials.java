package io.gantry.node.agent;

import io.gantry.api.codec.DecodeException;
import io.gantry.api.codec.Tree;
import io.gantry.api.core.v1.Secret;
import io.gantry.api.types.Bytes;
import io.gantry.node.image.ImageName;
import io.gantry.node.runtime.PullRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads docker's {@code config.json} and its older form, the contents of secrets of the types {@code
 * kubernetes.io/dockerconfigjson} and {@code kubernetes.io/dockercfg}.
 */
final class RegistryCredentials {
    private RegistryCredentials() {}

    /** The credentials that a secret holds for an image, those for the longest path first; a malformed file holds none. */
    static List<PullRequest.Auth> find(Secret secret, String image) {
        Bytes config = secret.data().get(".dockerconfigjson");
        if (config != null) {
            return tree(config) instanceof Map<?, ?> file && file.get("auths") instanceof Map<?, ?> auths
                    ? find(auths, image)
                    : List.of();
        }
        Bytes old = secret.data().get(".dockercfg");
        return old != null && tree(old) instanceof Map<?, ?> auths ? find(auths, image) : List.of();
    }

    private static @Nullable Object tree(Bytes json) {
        try {
            return Tree.parseJson(json.shared());
        } catch (DecodeException e) {
            return null;
        }
    }

    private static List<PullRequest.Auth> find(Map<?, ?> auths, String image) {
        String wanted = ImageName.normalise(image);
        TreeMap<String, PullRequest.Auth> found = new TreeMap<>(
                Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));
        auths.forEach((server, entry) -> {
            String place = place(String.valueOf(server));
            if (entry instanceof Map<?, ?> fields && covers(place, wanted)) {
                PullRequest.Auth auth = auth(fields);
                if (auth != null) {
                    found.put(place, auth);
                }
            }
        });
        return List.copyOf(found.values());
    }

    /** Whether an image lies at a place: a host, whose labels may be patterns, and perhaps the beginning of a path. */
    private static boolean covers(String place, String image) {
        int slash = place.indexOf('/');
        String host = slash < 0 ? place : place.substring(0, slash);
        String path = slash < 0 ? "" : place.substring(slash + 1);
        int imageSlash = image.indexOf('/');
        String imagePath = image.substring(imageSlash + 1);
        return matches(host, image.substring(0, imageSlash))
                && (path.isEmpty()
                        || (imagePath.startsWith(path)
                                && (imagePath.length() == path.length()
                                        || "/:@".indexOf(imagePath.charAt(path.length())) >= 0)));
    }

    /** {@code *.example.com} stands for one label, and says nothing of the port. */
    private static boolean matches(String pattern, String host) {
        String[] wanted = pattern.split("\\.", -1);
        String[] given = host.split("\\.", -1);
        if (wanted.length != given.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            String regex = Pattern.quote(wanted[i]).replace("*", "\\E[^:]*\\Q").replace("?", "\\E[^:]\\Q");
            if (!given[i].matches(regex)) {
                return false;
            }
        }
        return true;
    }

    private static PullRequest.@Nullable Auth auth(Map<?, ?> fields) {
        String user = text(fields.get("username"));
        String password = text(fields.get("password"));
        String both = text(fields.get("auth"));
        if (user.isEmpty() && !both.isEmpty()) {
            String decoded;
            try {
                decoded = new String(Base64.getDecoder().decode(both), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                return null;
            }
            int colon = decoded.indexOf(':');
            if (colon < 0) {
                return null;
            }
            user = decoded.substring(0, colon);
            password = decoded.substring(colon + 1);
        }
        // Without the server's name: which host asks is decided here, and containerd would compare it once more, as a
        // URL.
        return new PullRequest.Auth(user, password, "", text(fields.get("identitytoken")), "");
    }

    /** Host and path of a server's name: without a scheme, without the version that old clients write behind it. */
    private static String place(String server) {
        String place = server.replaceFirst("^https?://", "").replaceFirst("/+$", "");
        int slash = place.indexOf('/');
        String host = slash < 0 ? place : place.substring(0, slash);
        String path = slash < 0 ? "" : place.substring(slash + 1);
        if (host.equals("index.docker.io") || host.equals("registry-1.docker.io")) {
            host = "docker.io";
        }
        return path.isEmpty() || path.equals("v1") || path.equals("v2") ? host : host + "/" + path;
    }

    private static String text(@Nullable Object value) {
        return value instanceof String text ? text : "";
    }
}
