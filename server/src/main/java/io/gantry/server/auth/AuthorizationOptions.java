package io.gantry.server.auth;

import io.gantry.server.auth.webhook.AccessWebhook;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who is asked what a user may do.
 *
 * @param asked in the order in which they are asked
 * @param file that says so and may say otherwise later; null for what options say, for good
 */
public record AuthorizationOptions(
        List<Asked> asked, @Nullable AuthorizationFile file) {
    /** @param webhook of the mode Webhook; null for others */
    public record Asked(AuthorizationMode mode, @Nullable AccessWebhook webhook) {
        public Asked {
            if ((mode == AuthorizationMode.WEBHOOK) != (webhook != null)) {
                throw new IllegalArgumentException("webhook: mode Webhook needs one, and no other mode");
            }
        }

        void close() {
            if (webhook != null) {
                webhook.remote().close();
            }
        }
    }

    public AuthorizationOptions {
        asked = List.copyOf(asked);
        if (asked.isEmpty()) {
            throw new IllegalArgumentException("at least one authorization-mode must be passed");
        }
    }

    /**
     * What {@code --authorization-mode} and {@code --authorization-webhook-...} say.
     *
     * @param webhook of the mode Webhook; null without it
     * @throws IllegalArgumentException when they do not go together
     */
    public static AuthorizationOptions of(List<AuthorizationMode> modes, @Nullable AccessWebhook webhook) {
        if (!modes.isEmpty() && EnumSet.copyOf(modes).size() < modes.size()) {
            String all = modes.stream().map(mode -> "\"" + mode + "\"").collect(Collectors.joining(" ", "[", "]"));
            throw new IllegalArgumentException("authorization-mode " + all + " has mode specified more than once");
        }
        if (modes.contains(AuthorizationMode.WEBHOOK) != (webhook != null)) {
            throw new IllegalArgumentException(
                    webhook == null
                            ? "authorization-mode Webhook's authorization config file not passed"
                            : "cannot specify --authorization-webhook-config-file without mode Webhook");
        }
        List<Asked> asked = new ArrayList<>();
        for (AuthorizationMode mode : modes) {
            asked.add(new Asked(mode, mode == AuthorizationMode.WEBHOOK ? webhook : null));
        }
        return new AuthorizationOptions(asked, null);
    }

    /** Leaves the servers that are asked. */
    void close() {
        asked.forEach(Asked::close);
    }

    boolean has(AuthorizationMode mode) {
        return asked.stream().anyMatch(each -> each.mode() == mode);
    }
}
