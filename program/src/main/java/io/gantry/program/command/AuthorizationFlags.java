package io.gantry.program.command;

import io.gantry.program.UserError;
import io.gantry.server.auth.AuthorizationFile;
import io.gantry.server.auth.AuthorizationMode;
import io.gantry.server.auth.AuthorizationOptions;
import io.gantry.server.auth.webhook.AccessWebhook;
import io.gantry.server.auth.webhook.RemoteReview;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who says what a user may do: options with the names and defaults that they have in Kubernetes. */
final class AuthorizationFlags {
    private static final String FILE = "--authorization-config";

    @Option(
            names = FILE,
            paramLabel = "FILE",
            description =
                    "Who is asked what a user may do, and when, as this AuthorizationConfiguration says. Read again"
                            + " when it changes.")
    private @Nullable Path file;

    @Option(
            names = "--authorization-mode",
            paramLabel = "MODES",
            split = ",",
            description =
                    "Who is asked what a user may do, in this order: Node, RBAC, Webhook, AlwaysAllow, AlwaysDeny."
                            + " Default: Node,RBAC")
    private @Nullable List<String> modes;

    @Option(
            names = "--authorization-webhook-config-file",
            paramLabel = "FILE",
            description = "The kubeconfig that names the server which the mode Webhook asks.")
    private @Nullable Path webhook;

    @Option(
            names = "--authorization-webhook-version",
            paramLabel = "VERSION",
            description = "Of the SubjectAccessReview that it is sent: v1beta1 or v1. Default: v1beta1")
    private @Nullable String webhookVersion;

    @Option(
            names = "--authorization-webhook-cache-authorized-ttl",
            paramLabel = "DURATION",
            converter = FlagFiles.DurationConverter.class,
            description = "How long it stands that somebody may. Default: 5m")
    private @Nullable Duration authorizedTtl;

    @Option(
            names = "--authorization-webhook-cache-unauthorized-ttl",
            paramLabel = "DURATION",
            converter = FlagFiles.DurationConverter.class,
            description = "How long it stands that somebody may not. Default: 30s")
    private @Nullable Duration unauthorizedTtl;

    /** Reads the files; null for the node authorizer and RBAC. */
    @Nullable
    AuthorizationOptions load() {
        if (file != null) {
            if (Stream.of(modes, webhook, webhookVersion, authorizedTtl, unauthorizedTtl)
                    .anyMatch(Objects::nonNull)) {
                throw new UserError("--authorization-config can not be specified when --authorization-mode or"
                        + " --authorization-webhook-* flags are defined.");
            }
            return FlagFiles.read(FILE, file, path -> AuthorizationFile.load(path, FlagFiles::reviews));
        }
        if (modes == null && webhook == null) {
            return null;
        }
        List<AuthorizationMode> asked = new ArrayList<>();
        for (String mode : modes == null ? List.of("Node", "RBAC") : modes) {
            asked.add(AuthorizationMode.of(mode)
                    .orElseThrow(() -> new UserError("--authorization-mode: \"" + mode
                            + "\" is not a valid mode; there are " + List.of(AuthorizationMode.values()) + ".")));
        }
        AccessWebhook server = webhook == null ? null : server(webhook);
        try {
            return AuthorizationOptions.of(asked, server);
        } catch (IllegalArgumentException e) {
            throw new UserError("--authorization-mode: " + e.getMessage() + ".");
        }
    }

    private AccessWebhook server(Path kubeconfig) {
        RemoteReview remote = FlagFiles.read("--authorization-webhook-config-file", kubeconfig, FlagFiles::reviews);
        try {
            return AccessWebhook.of(
                    remote,
                    webhookVersion == null ? "v1beta1" : webhookVersion,
                    authorizedTtl == null ? Duration.ofMinutes(5) : authorizedTtl,
                    unauthorizedTtl == null ? Duration.ofSeconds(30) : unauthorizedTtl);
        } catch (IllegalArgumentException e) {
            throw new UserError("--authorization-webhook-" + e.getMessage() + ".");
        }
    }
}
