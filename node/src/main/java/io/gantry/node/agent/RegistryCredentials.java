package io.gantry.node.agent;

import io.gantry.api.codec.DecodeException;
import io.gantry.api.codec.Tree;
import io.gantry.node.runtime.PullRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads docker's {@code config.json}, the content of secrets of type {@code kubernetes.io/dockerconfigjson}. */
final class RegistryCredentials {
    private RegistryCredentials() {}

    /** The credentials for the registry that an image comes from; a malformed file holds none. */
    static List<PullRequest.Auth> find(byte[] dockerConfig, String image) {
        Object tree;
        try {
            tree = Tree.parseJson(dockerConfig);
        } catch (DecodeException e) {
            return List.of();
        }
        List<PullRequest.Auth> found = new ArrayList<>();
        if (tree instanceof Map<?, ?> config && config.get("auths") instanceof Map<?, ?> auths) {
            String registry = registry(image);
            auths.forEach((server, entry) -> {
                if (entry instanceof Map<?, ?> fields
                        && host(String.valueOf(server)).equals(registry)) {
                    PullRequest.Auth auth = auth(fields, String.valueOf(server));
                    if (auth != null) {
                        found.add(auth);
                    }
                }
            });
        }
        return found;
    }

    private static PullRequest.@Nullable Auth auth(Map<?, ?> fields, String server) {
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
        return new PullRequest.Auth(user, password, server, text(fields.get("identitytoken")), "");
    }

    /** The registry's host; names without one come from Docker's. */
    private static String registry(String image) {
        int slash = image.indexOf('/');
        if (slash > 0) {
            String first = image.substring(0, slash);
            if (first.contains(".") || first.contains(":") || first.equals("localhost")) {
                return first;
            }
        }
        return "index.docker.io";
    }

    private static String host(String server) {
        String host = server.replaceFirst("^https?://", "");
        int slash = host.indexOf('/');
        host = slash < 0 ? host : host.substring(0, slash);
        return host.equals("docker.io") || host.equals("registry-1.docker.io") ? "index.docker.io" : host;
    }

    private static String text(@Nullable Object value) {
        return value instanceof String text ? text : "";
    }
}
