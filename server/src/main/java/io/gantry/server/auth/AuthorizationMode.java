package io.gantry.server.auth;

import java.util.Optional;

/** Who may be asked what a user may do, under the names that {@code --authorization-mode} has in Kubernetes. */
public enum AuthorizationMode {
    NODE("Node"),
    RBAC("RBAC"),
    WEBHOOK("Webhook"),
    ALWAYS_ALLOW("AlwaysAllow"),
    ALWAYS_DENY("AlwaysDeny");

    private final String text;

    AuthorizationMode(String text) {
        this.text = text;
    }

    public static Optional<AuthorizationMode> of(String text) {
        for (AuthorizationMode mode : values()) {
            if (mode.text.equals(text)) {
                return Optional.of(mode);
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return text;
    }
}
