package io.gantry.server.auth;

import io.gantry.server.auth.webhook.AccessWebhook;
import io.gantry.server.auth.webhook.RemoteReview;
import io.gantry.server.auth.webhook.ReviewConditions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The {@code webhook} of an authorizer in an {@code AuthorizationConfiguration}.
 *
 * @param authorizedTtl zero when nothing is remembered
 * @param unauthorizedTtl the same of what is no yes
 * @param denies whether a failure is a no ({@code Deny}) or leaves it to others ({@code NoOpinion})
 */
record WebhookConfiguration(
        Path kubeconfig,
        String version,
        Duration timeout,
        Duration authorizedTtl,
        Duration unauthorizedTtl,
        boolean denies,
        ReviewConditions conditions) {
    /** @throws IOException when the kubeconfig cannot be used */
    AccessWebhook connect(String name, RemoteReview.Connector connector) throws IOException {
        try {
            return new AccessWebhook(
                    name,
                    connector.connect(kubeconfig),
                    version,
                    timeout,
                    authorizedTtl,
                    unauthorizedTtl,
                    denies,
                    conditions);
        } catch (IllegalArgumentException e) {
            throw new IOException(kubeconfig + ": " + e.getMessage(), e);
        }
    }
}
