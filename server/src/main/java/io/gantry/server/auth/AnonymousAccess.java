package io.gantry.server.auth;

import java.util.List;

/**
 * Which requests without credentials get as far as authorization: {@code --anonymous-auth}, or {@code anonymous} of an
 * {@code AuthenticationConfiguration}.
 *
 * @param paths the only ones, compared as they were sent; empty for all
 */
public record AnonymousAccess(boolean enabled, List<String> paths) {
    public static final AnonymousAccess EVERYWHERE = new AnonymousAccess(true, List.of());
    public static final AnonymousAccess NOWHERE = new AnonymousAccess(false, List.of());

    public AnonymousAccess {
        paths = List.copyOf(paths);
    }

    boolean allows(String path) {
        return enabled && (paths.isEmpty() || paths.contains(path));
    }
}
