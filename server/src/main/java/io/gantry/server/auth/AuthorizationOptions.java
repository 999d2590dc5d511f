package io.gantry.server.auth;

import io.gantry.server.auth.webhook.AccessWebhook;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is asked what a user may do.
 *
 * @param modes in the order in which they are asked
 * @param webhook of the mode Webhook; null without it
 */
public record AuthorizationOptions(
        List<AuthorizationMode> modes, @Nullable AccessWebhook webhook) {
    public AuthorizationOptions {
        modes = List.copyOf(modes);
        if (modes.isEmpty()) {
            throw new IllegalArgumentException("at least one authorization-mode must be passed");
        }
        if (EnumSet.copyOf(modes).size() < modes.size()) {
            throw new IllegalArgumentException("authorization-mode " + modes + " has mode specified more than once");
        }
        if (modes.contains(AuthorizationMode.WEBHOOK) != (webhook != null)) {
            throw new IllegalArgumentException(
                    webhook == null
                            ? "authorization-mode Webhook's authorization config file not passed"
                            : "cannot specify --authorization-webhook-config-file without mode Webhook");
        }
    }

    boolean has(AuthorizationMode mode) {
        return modes.contains(mode);
    }
}
